import { after, isBefore, later, slots, stamp } from '../../clock/index.ts'
import type { Policy } from '../../policy/index.ts'
import { areTold } from '../distributors.ts'
import { allVerified, gapsBeforeMerge, isVerified } from '../gaps.ts'
import { agreedRelease, pendingRelease, reached } from '../milestones.ts'
import { earliestRelease } from '../releaseWindow.ts'
import type { Case, ReleaseProposal } from '../state.ts'
import { firstOf, has, isAccepted, isUnannounced, isUnreleased } from './standing.ts'
import type { StepRule } from './step.ts'

/** V8 to R4: the agreed day, the plan, the merge, the artefacts. */
export const releaseSteps: readonly StepRule[] = [
  {
    id: 'propose-release',
    act: 'proposeRelease',
    clause: 'V8',
    title: 'Propose the release day',
    why: 'Fix team and committee agree on it, best at the hour that is seen everywhere.',
    duty: 'release',
    role: 'member',
    toward: ['releaseAgreed', 'announced'],
    wanted: (c, _, now) => isUnannounced(c) && c.fixNoted !== null && c.merged === null && needsProposal(c, now),
    fields: recommended,
  },
  {
    id: 'agree-committee',
    act: 'agreeRelease',
    clause: 'V8',
    title: 'Agree to the release day, for the committee',
    why: 'The fix team has proposed it.',
    duty: 'release',
    role: 'member',
    toward: ['releaseAgreed', 'announced'],
    wanted: (c, _, now) => isUnannounced(c) && c.merged === null && open(c, now)?.agreed.committee === null,
    alone: true,
    fields: () => ({ side: 'committee' }),
  },
  {
    id: 'agree-fix-team',
    act: 'agreeRelease',
    clause: 'V8',
    title: 'Agree to the release day, for the fix team',
    why: 'The committee has proposed it.',
    role: 'fixer',
    toward: ['releaseAgreed', 'announced'],
    wanted: (c, _, now) =>
      isUnannounced(c) && has(c, 'accepted') && c.merged === null && open(c, now)?.agreed['fix-team'] === null,
    alone: true,
    fields: () => ({ side: 'fix-team' }),
  },
  {
    id: 'plan',
    act: 'planMessage',
    clause: 'R1',
    title: 'Plan who is told what, and when',
    why: 'The overall communication plan for the wider community.',
    duty: 'disclosure',
    role: 'member',
    toward: ['planAdopted', 'announced'],
    wanted: (c) =>
      isUnannounced(c) && c.planAdopted === null && !c.plan.some((e) => e.audience === 'users' && e.dropped === null),
    waitsFor: (c, policy) => (reached[policy.release.plan.opensWhen](c) === null ? 'a fix or a mitigation (R1)' : null),
    fields: () => ({ audience: 'users' }),
  },
  {
    id: 'adopt-plan',
    act: 'adoptPlan',
    clause: 'R1',
    title: 'Adopt the communication plan',
    why: 'The committee settles on it before the release day.',
    duty: 'disclosure',
    role: 'member',
    toward: ['planAdopted', 'announced'],
    wanted: (c) =>
      isUnannounced(c) && c.planAdopted === null && c.plan.some((e) => e.audience === 'users' && e.dropped === null),
    waitsFor: (c, policy) => (reached[policy.release.plan.opensWhen](c) === null ? 'a fix or a mitigation (R1)' : null),
  },
  {
    id: 'release',
    act: 'joinRelease',
    clause: 'R5',
    title: 'Name the release that carries the fix',
    why: 'Users need to know which version to install.',
    duty: 'release',
    role: 'member',
    toward: ['opened', 'announced'],
    wanted: (c) => isUnannounced(c) && c.fixNoted !== null && c.release === null,
    fields: (c) => ({ project: c.report.project }),
  },
  {
    id: 'merge',
    act: 'recordMerge',
    clause: 'R3',
    title: 'Merge the fix: the opening',
    why: 'From here it is public and the embargo ends.',
    duty: 'release',
    role: 'member',
    toward: ['opened', 'announced'],
    wanted: (c) => isAccepted(c) && c.merged === null && c.fixNoted !== null,
    waitsFor: (c, policy, now) => firstOf(gapsBeforeMerge(c, policy, now)),
    fields: (c) => ({ commit: c.head ?? '' }),
  },
  {
    id: 'artefacts',
    act: 'listArtefact',
    clause: 'R4',
    title: 'List the release’s artefacts',
    why: 'Every binary, image and package that users get.',
    duty: 'release',
    role: 'member',
    toward: ['artefactsVerified', 'announced'],
    wanted: (c) => isUnreleased(c) && c.artefacts.length === 0 && c.release !== null,
  },
  {
    id: 'check-artefacts',
    act: 'checkArtefact',
    clause: 'R4',
    title: 'Check that all binaries are built, signed, public and functional',
    why: 'An announcement of something users cannot install helps only attackers.',
    duty: 'release',
    role: 'member',
    toward: ['artefactsVerified', 'announced'],
    wanted: (c, policy) => isAccepted(c) && c.artefacts.length > 0 && !allVerified(c, policy),
    waitsFor: (c) => (c.merged === null ? 'the merge (R3)' : null),
    fields(c, policy) {
      const open = c.artefacts.find((one) => !isVerified(one, policy))
      const check = policy.release.artefacts.checks.find((one) => open?.checks[one]?.passed !== true)
      return { artefact: String(open?.artefact ?? ''), check: check ?? '' }
    },
  },
]

/** The proposal that can still be agreed to. */
function open(c: Case, now: Temporal.Instant): ReleaseProposal | null {
  const pending = pendingRelease(c)
  return pending === null || isBefore(Temporal.Instant.from(pending.announcement), now) ? null : pending
}

function needsProposal(c: Case, now: Temporal.Instant): boolean {
  return agreedRelease(c) === null && open(c, now) === null
}

/** R1: distributors want to be told this long before; nothing where they are not told. */
function noticeNeeded(c: Case, policy: Policy): string {
  const first = policy.release.distributors?.notices[0]?.due
  return first !== undefined && areTold(c, policy) ? first : 'PT0S'
}

/** The first recommended slot (V8) from the usual opening on; none where users are at risk now (S2). */
function recommended(c: Case, policy: Policy, now: Temporal.Instant): Readonly<Record<string, string>> {
  if (c.causes.some(({ kind }) => kind === 'asap')) return {}
  const from = later(earliestRelease(c, policy, now), after(now, noticeNeeded(c, policy)))
  const slot = slots(policy.development.releaseDay, from, after(from, 'P14D'), 1)[0]
  return slot === undefined ? {} : { announcement: stamp(slot) }
}
