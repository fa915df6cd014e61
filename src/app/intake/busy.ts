import type { Store } from '../ports/index.ts'
import type { World } from '../world.ts'

/** When strangers' reports came in, newest last; counted by this process and forgotten with it: enough for floods. */
const came = new WeakMap<Store, number[]>()
const hour = 3_600_000
/** More than a policy can ask about. */
const most = 10_001

/** How many reports by strangers came within the last hour. */
export function reportsThisHour({ store, machine }: World): number {
  const now = machine.now().epochMilliseconds
  const recent = (came.get(store) ?? []).filter((at) => at > now - hour && at <= now)
  came.set(store, recent)
  return recent.length
}

export function countReport({ store, machine }: World): void {
  const all = came.get(store) ?? []
  all.push(machine.now().epochMilliseconds)
  came.set(store, all.slice(-most))
}
