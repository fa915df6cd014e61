import { isBefore } from '../../clock/index.ts'
import type { Policy } from '../../policy/index.ts'
import { isInForce, lacksReportersConsent, unconsenting } from '../consent.ts'
import { agreedRelease } from '../milestones.ts'
import { isHeld, reproducerOf } from '../screening.ts'
import type { Case } from '../state.ts'
import { answerDue, isWaitedFor, unanswered } from '../unanswered.ts'
import { unheldDuties } from '../unheld.ts'
import { holds, isSecret } from '../vultron/index.ts'
import { has, isAccepted, isWorkedOn } from './standing.ts'
import type { StepRule } from './step.ts'

const inTriage = (c: Case) => isWorkedOn(c) && c.accepted === null

/** Triage, disclosure, the fix team: from the report to people at work. */
export const earlySteps: readonly StepRule[] = [
  {
    id: 'held',
    act: 'confirmSender',
    clause: 'D1',
    title: 'A report waits: take it in, or set it aside',
    why: 'Many reports came at once, and this one’s sender has not confirmed it. Nobody was told of it.',
    duty: 'triage',
    role: 'member',
    wanted: isHeld,
  },
  {
    id: 'duties',
    act: 'assignDuty',
    clause: 'C2',
    title: 'See that every duty is held',
    button: 'Give a duty',
    why: 'A duty nobody holds is work nobody does.',
    role: 'member',
    wanted: (c, policy) => isWorkedOn(c) && c.announced === null && unheldDuties(c, policy).length > 0,
    fields: (c, policy) => ({ duty: unheldDuties(c, policy)[0] ?? 'triage' }),
  },
  {
    id: 'answer-reporter',
    act: 'post',
    clause: 'D1',
    title: 'Tell the reporter that you have the report',
    why: 'Silence is the most common complaint of reporters.',
    duty: 'triage',
    role: 'member',
    toward: ['acknowledged'],
    wanted: (c) => isWorkedOn(c) && c.reporter !== null && c.acknowledged === null,
    fields: () => ({ room: 'everyone' }),
  },
  {
    id: 'answer-message',
    act: 'post',
    clause: 'D1',
    title: 'Answer the reporter',
    why: (c) => `They wrote on ${unanswered(c)?.at ?? ''}, and nobody has answered them since.`,
    duty: 'triage',
    role: 'member',
    wanted: (c) => isWaitedFor(c),
    due: answerDue,
    fields: () => ({ room: 'everyone' }),
  },
  {
    id: 'ask-private-handling',
    act: 'requestPrivateHandling',
    clause: 'D3',
    title: 'Ask whether it can be handled privately',
    why: ({ intent }) => `The reporter means to publish ${dayOf(intent)}before there is a fix.`,
    duty: 'disclosure',
    role: 'member',
    wanted: (c) =>
      isWorkedOn(c) && c.intent !== null && c.privateHandling.requested === null && !holds(c.shadow.cs, 'P'),
  },
  {
    id: 'answer-private-handling',
    act: 'answerPrivateHandling',
    clause: 'D3',
    title: 'Answer whether it can be handled privately',
    why: ({ intent }) =>
      `You mean to publish ${dayOf(intent)}before there is a fix. If it cannot wait, everything becomes as soon as possible.`,
    role: 'reporter',
    wanted: (c) =>
      isWorkedOn(c) &&
      c.privateHandling.requested !== null &&
      c.privateHandling.answered === null &&
      !holds(c.shadow.cs, 'P'),
  },
  {
    id: 'replicate',
    act: 'assessReplication',
    clause: 'C2',
    title: 'Try to replicate it',
    why: 'Triage asks: can it be replicated?',
    duty: 'triage',
    role: 'member',
    toward: ['assessed', 'fixTeamReady'],
    wanted: (c) => inTriage(c) && c.replication === null,
    waitsFor: (c, _, now) => (isAwaited(c, now) ? 'a reproducer from the reporter (C2)' : null),
  },
  {
    id: 'reproducer-overdue',
    act: 'notReproduced',
    clause: 'C2',
    title: 'Set it aside as not reproducible, or ask again',
    why: (c) => `The reporter was asked for a reproducer until ${c.reproducer?.due ?? ''} and has not answered.`,
    duty: 'triage',
    role: 'member',
    wanted: (c, _, now) => inTriage(c) && isUnanswered(c, now),
  },
  {
    id: 'origin',
    act: 'assessOrigin',
    clause: 'C2',
    title: 'Find out whether the code is ours or upstream’s',
    why: 'Triage asks: ours or upstream? Upstream’s timeline would adjust ours.',
    duty: 'triage',
    role: 'member',
    toward: ['assessed', 'fixTeamReady'],
    wanted: (c) => inTriage(c) && c.origin === null,
  },
  {
    id: 'verdict',
    act: 'acceptReport',
    clause: 'C2',
    title: 'Accept the report, or set it aside',
    why: 'Nobody outside the committee is brought in before the committee takes the report on.',
    duty: 'triage',
    role: 'member',
    toward: ['assessed', 'fixTeamReady'],
    wanted: inTriage,
  },
  {
    id: 'upstream',
    act: 'noteUpstream',
    clause: 'S3',
    title: 'Agree on a timeline with upstream',
    why: 'The fix relies on upstream’s disclosure; the deadlines follow their date.',
    duty: 'triage',
    role: 'member',
    wanted: (c) =>
      isAccepted(c) && c.origin !== null && c.origin.origin !== 'ours' && c.upstream?.date == null && c.merged === null,
  },
  {
    id: 'fix-team',
    act: 'inviteToFixTeam',
    clause: 'F1',
    title: 'Bring in the engineers: the fix team',
    why: 'Relevant engineers of the affected projects and packages.',
    duty: 'infra',
    role: 'member',
    toward: ['fixTeamReady'],
    wanted: (c, policy) => isAccepted(c) && c.merged === null && isTooSmall(c, policy),
  },
  {
    id: 'join',
    act: 'acceptInvitation',
    clause: 'F2',
    title: 'Accept the embargo terms and join the fix team',
    why: 'Nothing is shown before you accept.',
    role: 'invited',
    toward: ['fixTeamReady'],
    wanted: (c) => isAccepted(c) && has(c, 'invited'),
    each: (c) => c.fixTeam.filter(({ state }) => state === 'invited').map(({ person }) => person),
  },
  {
    id: 'embargo-proposal',
    act: 'answerEmbargo',
    clause: 'D3',
    title: 'Answer the proposed embargo date',
    why: 'An embargo holds only when it is agreed to.',
    duty: 'disclosure',
    role: 'member',
    wanted: (c) => isWorkedOn(c) && c.embargo.proposed.length > 0,
  },
  {
    id: 'embargo-passed',
    act: 'proposeEmbargo',
    clause: 'D3',
    title: 'The embargo’s date has passed: propose another one',
    why: 'It is still secret; whoever agreed to that date is free to publish.',
    duty: 'disclosure',
    role: 'member',
    wanted: (c, _, now) => isWorkedOn(c) && isSecret(c.shadow) && outlived(c, now),
  },
  {
    id: 'confirm-embargo',
    act: 'confirmEmbargo',
    clause: 'D3',
    title: 'Confirm the new embargo date',
    why: 'The embargo was extended beyond what you had agreed to.',
    role: 'fixer',
    wanted: (c) => isWorkedOn(c) && isInForce(c) && Object.values(c.shadow.consent).includes('lapsed'),
    each: (c) =>
      Object.entries(c.shadow.consent).flatMap(([who, state]) => (state === 'lapsed' ? [who as `p-${string}`] : [])),
  },
  {
    id: 'accept-embargo',
    act: 'confirmEmbargo',
    clause: 'D3',
    title: 'Accept the embargo terms',
    why: 'Whoever reported it has not accepted them; their consent is theirs to give.',
    role: 'reporter',
    wanted: (c) => isWorkedOn(c) && lacksReportersConsent(c),
    each: unconsenting,
    optional: true,
  },
]

/** The reporter was asked for a reproducer, and has time left. */
function isAwaited(c: Case, now: Temporal.Instant): boolean {
  const asked = reproducerOf(c)
  return asked !== null && asked.answered === null && isBefore(now, Temporal.Instant.from(asked.due))
}

function isUnanswered(c: Case, now: Temporal.Instant): boolean {
  return reproducerOf(c)?.answered === null && !isAwaited(c, now)
}

/** Nobody to make the fix, or too few to approve it (R2). */
function isTooSmall({ fixTeam }: Case, policy: Policy): boolean {
  const asked = fixTeam.filter(({ state }) => state === 'accepted' || state === 'invited')
  return asked.length < policy.release.approval.least
}

/** The embargo's date has passed. One that was set to the agreed opening ends with the merge, however late. */
function outlived(c: Case, now: Temporal.Instant): boolean {
  const { until } = c.embargo
  if (c.shadow.em !== 'A' || until === null || until === agreedRelease(c)?.opening) return false
  return isBefore(Temporal.Instant.from(until), now)
}

/** `on …, `, where the reporter has named a day. */
function dayOf(intent: Case['intent']): string {
  return intent?.publishOn == null ? '' : `on ${intent.publishOn}, `
}
