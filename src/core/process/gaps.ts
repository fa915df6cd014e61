import { missing } from '../advisory/index.ts'
import { isBefore } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import { agreedRelease } from './milestones.ts'
import type { Artefact, Case } from './state.ts'

/** Something that stands between a case and an outward act. */
export interface Gap {
  readonly clause: string
  readonly says: string
  /** False: the committee may go on in spite of it, with a reason on record. */
  readonly blocks: boolean
}

const gap = (clause: string, says: string, blocks = false): Gap => ({ clause, says, blocks })

/** R2: approvals of the head as it is now; a push voids those before it. */
export function approvalsOfHead(c: Case) {
  return c.approvals.filter(({ commit }) => commit === c.head)
}

/** R4: every check that the policy asks for has passed. */
export function isVerified(artefact: Artefact, policy: Policy): boolean {
  return policy.release.artefacts.checks.every((check) => artefact.checks[check]?.passed === true)
}

export function allVerified(c: Case, policy: Policy): boolean {
  return c.artefacts.length > 0 && c.artefacts.every((artefact) => isVerified(artefact, policy))
}

/** What is still missing before the opening (R3). */
export function gapsBeforeMerge(c: Case, policy: Policy, now: Temporal.Instant): readonly Gap[] {
  const { approval, merge } = policy.release
  const agreed = agreedRelease(c)
  const gaps: Gap[] = []
  if (c.accepted === null) gaps.push(gap('C2', 'The report has not been accepted.', true))
  if (c.fixComplete === null) gaps.push(gap('V7', 'The fix team has not said that the fix is complete.'))
  if (c.fixComplete !== null && c.head !== c.fixComplete.commit) {
    gaps.push(gap('V7', 'The fix branch has moved on since the fix team called it complete.'))
  }
  const given = approvalsOfHead(c).length
  if (given < approval.least) {
    gaps.push(gap(approval.clause, `The fix at its newest commit has ${given} of ${approval.least} approvals.`))
  }
  if (agreed === null) gaps.push(gap('V8', 'Committee and fix team have not agreed on the release day.'))
  else if (isBefore(now, Temporal.Instant.from(agreed.opening))) {
    gaps.push(gap(merge.clause, `The agreed opening is ${agreed.opening}; that has not come yet.`))
  }
  return gaps
}

/** What is still missing before the announcement (R5, R6, R8). */
export function gapsBeforeAnnouncement(c: Case, policy: Policy, now: Temporal.Instant): readonly Gap[] {
  const { merge, artefacts, plan, announce } = policy.release
  const agreed = agreedRelease(c)
  const gaps: Gap[] = []
  if (c.announcement === null) gaps.push(gap('R8', 'The announcement has no draft.', true))
  if (c.release === null) gaps.push(gap(announce.clause, 'The case belongs to no release with a version.', true))
  if (c.severity === null) gaps.push(gap('V1', 'The committee has not decided the severity.', true))
  if (c.cve.id === null) gaps.push(gap('V2', 'There is no CVE id on record.'))
  const newest = c.advisory.at(-1)
  if (newest === undefined) gaps.push(gap('V3', 'There is no advisory.', true))
  else
    for (const { field, says } of missing(newest.document, 'announcement')) gaps.push(gap('V3', `${says} (${field})`))
  if (c.planAdopted === null) gaps.push(gap(plan.clause, 'The communication plan has not been adopted.'))
  if (c.merged === null) gaps.push(gap(merge.clause, 'The fix has not been merged.'))
  if (!allVerified(c, policy)) gaps.push(gap(artefacts.clause, artefactsLeft(c, policy)))
  if (agreed === null) gaps.push(gap('V8', 'Committee and fix team have not agreed on the release day.'))
  else if (isBefore(now, Temporal.Instant.from(agreed.announcement))) {
    gaps.push(gap('V8', `The agreed announcement is ${agreed.announcement}; that has not come yet.`))
  }
  return gaps
}

function artefactsLeft(c: Case, policy: Policy): string {
  if (c.artefacts.length === 0) return 'No artefact of the release is listed.'
  const open = c.artefacts.filter((artefact) => !isVerified(artefact, policy))
  return `Not all checks have passed for: ${open.map(({ name }) => name).join(', ')}.`
}
