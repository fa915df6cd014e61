import type { Policy } from '../policy/index.ts'
import { deadlines, isRunning } from './deadlines.ts'
import type { Case } from './state.ts'

/**
 * S8: whether the newest decision on the severity brought a running deadline nearer: a slower schedule holds no more, or
 * the policy gives the higher class less time.
 */
export function severityHurries(c: Case, policy: Policy): boolean {
  const now = Temporal.Instant.from(c.updated)
  const before = new Map(deadlines({ ...c, judged: c.judged.slice(0, -1) }, policy, now).map((one) => [one.id, one]))
  return deadlines(c, policy, now).some((one) => {
    const was = before.get(one.id)?.due
    if (!isRunning(one) || one.due === null || was == null) return false
    return Temporal.Instant.compare(Temporal.Instant.from(one.due), Temporal.Instant.from(was)) < 0
  })
}
