import { before, dayOf, isBefore, later, stamp } from '../../clock/index.ts'
import { fillPreAnnouncement, type Policy } from '../../policy/index.ts'
import { areTold, noticesTo, tooFarAhead, toDistributors, type Notice } from '../distributors.ts'
import { agreedRelease } from '../milestones.ts'
import { datedForAnotherDay } from '../planned.ts'
import type { Case, PlanEntry } from '../state.ts'
import { isUnannounced } from './standing.ts'
import type { StepRule } from './step.ts'

/** R1 ahead of the release, where the policy asks for it: distributors in private, the public without what is fixed. */
export const tellingSteps: readonly StepRule[] = [
  {
    id: 'plan-distributors',
    act: 'planMessage',
    clause: 'R1',
    title: 'Plan the notice to distributors',
    why: 'They need time to build the fix for their users; the policy says how long before the release.',
    duty: 'disclosure',
    role: 'member',
    wanted: (c, policy) => isUnannounced(c) && c.merged === null && unplanned(c, policy) !== undefined,
    fields(c, policy, now) {
      const notice = unplanned(c, policy)
      if (notice === undefined) return {}
      const channel = policy.release.distributors?.list ?? ''
      return { audience: 'distributors', channel, when: stamp(later(Temporal.Instant.from(usualTime(c, notice)), now)) }
    },
  },
  {
    id: 'move-messages',
    act: 'moveMessages',
    clause: 'R1',
    title: 'Move the planned messages along with the release day',
    why: 'Both sides have moved the release day; messages of the plan are dated for the former one.',
    duty: 'disclosure',
    role: 'member',
    wanted: (c) => isUnannounced(c) && datedForAnotherDay(c).length > 0,
    fields: () => ({ how: 'along' }),
  },
  {
    id: 'tell-distributors',
    act: 'carryOutMessage',
    clause: 'R1',
    title: 'Tell distributors, and say that they are told',
    why: 'In private, under the embargo’s terms.',
    duty: 'disclosure',
    role: 'member',
    wanted: (c, policy) => isUnannounced(c) && areTold(c, policy) && untold(c) !== undefined,
    waitsFor(c, policy, now) {
      const next = untold(c)
      if (next !== undefined && isBefore(now, Temporal.Instant.from(next.when))) return `its time, ${next.when}`
      if (tooFarAhead(c, policy, now) === null) return null
      return agreedRelease(c) === null ? 'the agreed release day (V8)' : 'the time that the policy has for it (R1)'
    },
    fields: (c) => ({ entry: String(untold(c)?.entry ?? '') }),
  },
  {
    id: 'pre-announce',
    act: 'planMessage',
    clause: 'R1',
    title: 'Plan the pre-announcement',
    why: 'Users keep the day free. It counts this case alone: where the release fixes more, say how many, and how bad the worst of them is.',
    duty: 'disclosure',
    role: 'member',
    optional: true,
    wanted: (c, policy) => isUnannounced(c) && c.merged === null && isUnsaid(c, policy),
    fields: preAnnouncement,
  },
]

function unplanned(c: Case, policy: Policy) {
  return noticesTo(c, policy)[toDistributors(c).length]
}

/** The latest moment that the policy allows; the earliest, where the latest is the announcement itself. */
function usualTime(c: Case, { opens, due }: Pick<Notice, 'opens' | 'due'>): string {
  return due === agreedRelease(c)?.announcement ? (opens ?? due) : due
}

function untold(c: Case): PlanEntry | undefined {
  return toDistributors(c)
    .filter(({ done }) => done === null)
    .sort((one, other) => one.when.localeCompare(other.when))[0]
}

/** A pre-announcement is asked for, and none is planned whose text begins with its subject. */
function isUnsaid(c: Case, policy: Policy): boolean {
  const { subject } = texts(c, policy)
  return subject !== '' && !c.plan.some(({ dropped, message }) => dropped === null && message.startsWith(subject))
}

function preAnnouncement(c: Case, policy: Policy, now: Temporal.Instant): Readonly<Record<string, string>> {
  const agreed = agreedRelease(c)
  const ahead = policy.release.preAnnouncement?.before
  if (agreed === null || ahead === undefined) return {}
  const { subject, body } = texts(c, policy)
  const then = before(Temporal.Instant.from(agreed.announcement), ahead)
  return {
    audience: 'users',
    channel: policy.release.list.address,
    message: `${subject}\n\n${body}`,
    when: stamp(isBefore(then, now) ? now : then),
  }
}

function texts(c: Case, { release: { preAnnouncement: template } }: Policy): { subject: string; body: string } {
  const agreed = agreedRelease(c)
  if (template === undefined || agreed === null || c.severity === null) return { subject: '', body: '' }
  const values = {
    project: c.release?.project ?? c.report.project,
    date: dayOf(agreed.announcement),
    count: '1',
    highest: c.severity.class,
  }
  return {
    subject: fillPreAnnouncement(template.subject, values).trim(),
    body: fillPreAnnouncement(template.body, values),
  }
}
