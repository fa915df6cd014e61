import { before, isBefore, stamp } from '../clock/index.ts'
import { durationInWords, severityClasses, type Policy } from '../policy/index.ts'
import type { At } from './events.ts'
import { agreedRelease } from './milestones.ts'
import type { Case, PlanEntry } from './state.ts'

export interface Notice {
  readonly id: string
  readonly title: string
  readonly clause: string
  readonly opens: At | null
  readonly due: At
  readonly doneAt: At | null
  readonly why: string
}

/**
 * R1: when distributors are to be told in private, counted back from the agreed announcement. The first message to
 * them that went out is the first notice, and so on. None before a day is agreed, or where the severity asks for none.
 */
export function noticesTo(c: Case, policy: Policy): readonly Notice[] {
  const { distributors } = policy.release
  const agreed = agreedRelease(c)
  if (agreed === null || !areTold(c, policy) || distributors === undefined) return []
  const announcement = Temporal.Instant.from(agreed.announcement)
  const told = toDistributors(c)
    .flatMap(({ done }) => done?.at ?? [])
    .sort()
  return distributors.notices.map(({ opens, due }, index) => ({
    id: noticeId(index),
    title: titleOf(index, distributors.notices.length),
    clause: distributors.clause,
    opens: opens === undefined ? null : stamp(before(announcement, opens)),
    due: stamp(before(announcement, due)),
    doneAt: told[index] ?? null,
    why: `counted back from the announcement, ${agreed.announcement}`,
  }))
}

/** What a notice is called by its id; `undefined`: the policy has no such notice. */
export function noticeTitle(id: string, { release: { distributors } }: Policy): string | undefined {
  const notices = distributors?.notices ?? []
  const index = notices.findIndex((_, nth) => noticeId(nth) === id)
  return index === -1 ? undefined : titleOf(index, notices.length)
}

function noticeId(index: number): string {
  return `distributors-${index + 1}`
}

function titleOf(index: number, of: number): string {
  return of === 1 ? 'Tell distributors' : `Tell distributors (${index + 1})`
}

/**
 * R1: what speaks against telling distributors now, where the policy says how far ahead they are told at most; `null`:
 * nothing. What is public already is no secret from them.
 */
export function tooFarAhead(c: Case, policy: Policy, now: Temporal.Instant): string | null {
  const told = toDistributors(c).filter(({ done }) => done !== null).length
  const most = policy.release.distributors?.notices[told]?.opens
  if (most === undefined || c.publicSince !== null) return null
  const rule = `Distributors are told at most ${durationInWords(most)} ahead`
  const agreed = agreedRelease(c)
  if (agreed === null) return `${rule}, and no release day is agreed.`
  const opens = before(Temporal.Instant.from(agreed.announcement), most)
  return isBefore(now, opens) ? `${rule}: not before ${stamp(opens)}.` : null
}

/** Whether this case is one of those that distributors hear of: until its severity is decided, it is. */
export function areTold(c: Case, { release: { distributors } }: Policy): boolean {
  if (distributors === undefined) return false
  return c.severity === null || isAtLeast(c.severity.class, distributors.from)
}

/** The messages to distributors that are planned or sent. */
export function toDistributors({ plan }: Case): readonly PlanEntry[] {
  return plan.filter(({ audience, dropped }) => audience === 'distributors' && dropped === null)
}

export function isAtLeast(one: (typeof severityClasses)[number], least: (typeof severityClasses)[number]): boolean {
  return severityClasses.indexOf(one) >= severityClasses.indexOf(least)
}
