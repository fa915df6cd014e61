import { isBefore, later, stamp } from '../clock/index.ts'
import type { At } from './events.ts'
import { agreedRelease } from './milestones.ts'
import type { Case, PlanEntry } from './state.ts'

/** R1, V8: messages of the plan that are dated for a release day that both sides have moved since. */
export function datedForAnotherDay(c: Case): readonly PlanEntry[] {
  const agreed = agreedRelease(c)
  if (agreed === null || c.announced !== null) return []
  return c.plan.filter(
    ({ done, dropped, day }) => done === null && dropped === null && day !== null && day !== agreed.announcement,
  )
}

/** Where they lie as far from the new day as from the one they were dated for; none in the past. */
export function movedAlong(c: Case, now: Temporal.Instant): readonly { readonly entry: number; readonly when: At }[] {
  const announcement = agreedRelease(c)?.announcement
  if (announcement === undefined) return []
  return datedForAnotherDay(c).map(({ entry, when, day }) => {
    const by = Temporal.Instant.from(day ?? announcement).until(Temporal.Instant.from(announcement))
    return { entry, when: stamp(later(Temporal.Instant.from(when).add(by), now)) }
  })
}

/** R1, R3: users are told no earlier than the plan has it, unless it is public already. */
export function isBeforeItsTime(c: Case, { audience, when }: PlanEntry, now: Temporal.Instant): boolean {
  return audience === 'users' && c.publicSince === null && isBefore(now, Temporal.Instant.from(when))
}
