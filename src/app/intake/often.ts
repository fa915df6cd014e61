import type { Store } from '../ports/index.ts'
import type { World } from '../world.ts'
import { markOf } from './whence.ts'

/** Reports by mail from each address within the last hour; counted by this process and forgotten with it. */
const came = new WeakMap<Store, Map<string, number[]>>()
const hour = 3_600_000
/** As many as the form takes: each one answers with a mail, and whose address it is, nobody has shown. */
const most = 10
const mostAddresses = 10_000

/** Counts one more, and says whether that is too many: whoever writes in somebody's name must not fill their mailbox. */
export function tooOften(world: World, email: string): boolean {
  const mark = markOf(world, 'address', { email, network: null, range: null })
  if (mark === null) return false
  const now = world.machine.now().epochMilliseconds
  const all = came.get(world.store) ?? new Map<string, number[]>()
  came.set(world.store, all)
  const recent = (all.get(mark) ?? []).filter((at) => at > now - hour && at <= now)
  if (recent.length >= most) return true
  all.delete(mark)
  all.set(mark, [...recent, now])
  const [oldest] = all.keys()
  if (all.size > mostAddresses && oldest !== undefined) all.delete(oldest)
  return false
}
