import { missing } from '../advisory/index.ts'
import { isBefore } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import { deadlines } from './deadlines.ts'
import { agreedRelease, pendingRelease } from './milestones.ts'
import { isNotNewer } from './order.ts'
import { windowAhead } from './releaseWindow.ts'
import type { Artefact, Case } from './state.ts'

/** Something that stands between a case and an outward act. */
export interface Gap {
  readonly clause: string
  readonly says: string
  /** The same in a few words, to stand after "waits for". */
  readonly awaits: string
  /** False: the committee may go on in spite of it, with a reason on record. */
  readonly blocks: boolean
}

const gap = (clause: string, awaits: string, says: string, blocks = false): Gap => ({ clause, says, awaits, blocks })

/**
 * R2: approvals of the head as it is now that count. A push voids those before it; the end of somebody's access voids
 * theirs, also where they are invited anew: then they approve again.
 */
export function approvalsOfHead(c: Case) {
  return ofHead(c).filter((approval) => isOnTeam(c, approval))
}

/** Approvals of the head that count no more: whoever gave them is not on the fix team as they were then. */
export function voidedApprovals(c: Case) {
  return ofHead(c).filter((approval) => !isOnTeam(c, approval))
}

function ofHead(c: Case) {
  return c.approvals.filter(({ commit }) => commit === c.head)
}

function isOnTeam({ fixTeam }: Case, { by, at }: Case['approvals'][number]): boolean {
  const joined = fixTeam.find(({ person, state }) => person === by && state === 'accepted')
  return joined !== undefined && !isBefore(Temporal.Instant.from(at), Temporal.Instant.from(joined.at))
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
  const gaps: Gap[] = [...notTakenOn(c)]
  if (c.fixComplete === null) {
    gaps.push(gap('V7', 'the complete fix', 'The fix team has not said that the fix is complete.'))
  } else if (c.head !== c.fixComplete.commit) {
    const says = 'The fix branch has moved on since the fix team called it complete.'
    gaps.push(gap('V7', 'the fix team’s word on the newest commit', says))
  }
  const given = approvalsOfHead(c).length
  if (given < approval.least) {
    const says = `The fix at its newest commit has ${given} of ${approval.least} approvals.${voided(c)}`
    gaps.push(gap(approval.clause, 'the fix team’s approval', says))
  }
  return [
    ...gaps,
    ...anotherDay(c, now),
    ...beforeWindow(c, 'opening', policy, now),
    ...notThen(c, 'opening', merge.clause, now),
  ]
}

function voided(c: Case): string {
  const none = voidedApprovals(c).length
  if (none === 0) return ''
  return none === 1
    ? ' One more counts no longer: the access of whoever gave it has ended since.'
    : ` ${none} more count no longer: the access of those who gave them has ended since.`
}

/** What is still missing before the announcement (R5, R6, R8). */
export function gapsBeforeAnnouncement(c: Case, policy: Policy, now: Temporal.Instant): readonly Gap[] {
  const { merge, artefacts, plan, announce, template } = policy.release
  const gaps: Gap[] = [...notTakenOn(c)]
  if (c.announcement === null) {
    gaps.push(gap(template.clause, 'a draft', 'The announcement has no draft.', true))
  } else if (c.announcement.outdated) {
    const says = 'Facts that the announcement may name have changed since it was drafted.'
    gaps.push(gap(template.clause, 'a new draft', says))
  }
  if (c.release === null) {
    gaps.push(gap(announce.clause, 'the release’s name', 'The case belongs to no release with a version.', true))
  } else if (isNotNewer(c.release.version, c.release.newestVulnerable)) {
    const { version, newestVulnerable } = c.release
    const says = `The release ${version} is not newer than ${newestVulnerable}, which is vulnerable.`
    gaps.push(gap(announce.clause, 'a newer version', says))
  }
  if (c.severity === null) {
    gaps.push(gap('V1', 'the severity', 'The committee has not decided the severity.', true))
  }
  if (c.cve.id === null) gaps.push(gap('V2', 'the CVE id', 'There is no CVE id on record.'))
  const newest = c.advisory.at(-1)
  if (newest === undefined) gaps.push(gap('V3', 'the advisory', 'There is no advisory.', true))
  else {
    for (const { code, where, says, instead } of missing(newest.document, 'announcement')) {
      const told =
        code === 'missing' ? `The advisory lacks “${where}”: ${says}.` : `The advisory, ${where}: ${says}. ${instead}`
      gaps.push(gap('V3', `the advisory’s ${where}`, told))
    }
  }
  if (c.planAdopted === null) {
    gaps.push(gap(plan.clause, 'the communication plan', 'The communication plan has not been adopted.'))
  }
  if (c.merged === null) gaps.push(gap(merge.clause, 'the merge', 'The fix has not been merged.'))
  if (!allVerified(c, policy)) {
    gaps.push(gap(artefacts.clause, 'the checks of the artefacts', artefactsLeft(c, policy)))
  }
  gaps.push(...beforeWindow(c, 'announcement', policy, now))
  return [...gaps, ...notThen(c, 'announcement', policy.development.releaseDay.clause, now)]
}

function notTakenOn(c: Case): readonly Gap[] {
  return c.accepted === null ? [gap('C2', 'triage', 'The report has not been accepted.', true)] : []
}

/** S6: nothing goes out before the window for the release, unless both sides agreed on such an hour, and it has come. */
function beforeWindow(
  c: Case,
  what: 'opening' | 'announcement',
  policy: Policy,
  now: Temporal.Instant,
): readonly Gap[] {
  const ahead = windowAhead(deadlines(c, policy, now), policy, now)
  const agreed = agreedRelease(c)
  if (ahead === null || (agreed !== null && !isBefore(now, Temporal.Instant.from(agreed[what])))) return []
  const says = `The window for the release opens on ${ahead.opens}.`
  return [gap(ahead.clause, `the release window, from ${ahead.opens}`, says)]
}

/** V8, R3: nothing outward happens before its agreed instant without a reason on record. */
function notThen(c: Case, what: 'opening' | 'announcement', clause: string, now: Temporal.Instant): readonly Gap[] {
  const agreed = agreedRelease(c)
  if (agreed === null) {
    return [gap('V8', 'the agreed release day', 'Committee and fix team have not agreed on the release day.')]
  }
  const at = agreed[what]
  if (!isBefore(now, Temporal.Instant.from(at))) return []
  return [gap(clause, `the agreed ${what}, ${at}`, `The agreed ${what} is ${at}; that has not come yet.`)]
}

/**
 * V8: one side would rather have another day, say because a test fails an hour before. What was agreed on stands until
 * both agree on that; nobody opens the fix meanwhile without a reason on record.
 */
function anotherDay(c: Case, now: Temporal.Instant): readonly Gap[] {
  const pending = pendingRelease(c)
  if (agreedRelease(c) === null || pending === null) return []
  if (isBefore(Temporal.Instant.from(pending.announcement), now)) return []
  const says = `Another release day is proposed, with the opening ${pending.opening}, and is not agreed on yet.`
  return [gap('V8', 'the answer to the proposed release day', says)]
}

function artefactsLeft(c: Case, policy: Policy): string {
  if (c.artefacts.length === 0) return 'No artefact of the release is listed.'
  const open = c.artefacts.filter((artefact) => !isVerified(artefact, policy))
  return `Not all checks have passed for: ${open.map(({ name }) => name).join(', ')}.`
}
