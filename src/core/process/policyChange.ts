import type { Policy } from '../policy/index.ts'
import { deadlines, type Deadline } from './deadlines.ts'
import type { DeadlineChange } from './events.ts'
import type { Case } from './state.ts'

/**
 * What moving a case to another policy does to its deadlines, at an instant. What was done stays done: of a deadline
 * that both have and that was met already, nothing is told.
 */
export function deadlineChanges(c: Case, from: Policy, to: Policy, now: Temporal.Instant): readonly DeadlineChange[] {
  return changesBetween(deadlines(c, from, now), deadlines(c, to, now))
}

/** Which deadlines lie elsewhere, begin, or fall away. Of what was met before and after, nothing is told. */
export function changesBetween(were: readonly Deadline[], are: readonly Deadline[]): readonly DeadlineChange[] {
  const [before, after] = [byId(were), byId(are)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): DeadlineChange[] => {
    const [old, next] = [before.get(id), after.get(id)]
    const [was, becomes] = [old?.due ?? null, next?.due ?? null]
    const isDone = old !== undefined && next !== undefined && old.doneAt !== null && next.doneAt !== null
    if (isDone || (was === becomes && (old === undefined) === (next === undefined))) return []
    return [{ deadline: id, title: next?.title ?? old?.title ?? id, was, becomes }]
  })
}

function byId(all: readonly Deadline[]): ReadonlyMap<string, Deadline> {
  return new Map(all.map((one) => [one.id, one]))
}
