import type { Store } from '../ports/index.ts'
import type { World } from '../world.ts'

/** What came by mail from each sender within the last hour; counted by this process and forgotten with it. */
const came = new WeakMap<Store, Map<string, number[]>>()
const hour = 3_600_000
const mostSenders = 10_000

/**
 * As many an hour as the pages take (http/gate/limits). A report is answered with a mail, and whose address it came
 * from, nobody has shown: whoever writes in somebody's name must not fill their mailbox. A post wakes the committee.
 */
const most = { report: 10, post: 60 } as const

/** Counts one more by `whose`, and says whether that is too many. */
export function tooOften({ store, vault, machine }: World, what: keyof typeof most, whose: string): boolean {
  if (whose === '') return false
  const key = vault.blind(`often ${what}`, whose.toLowerCase())
  const now = machine.now().epochMilliseconds
  const all = came.get(store) ?? new Map<string, number[]>()
  came.set(store, all)
  const recent = (all.get(key) ?? []).filter((at) => at > now - hour && at <= now)
  if (recent.length >= most[what]) return true
  all.delete(key)
  all.set(key, [...recent, now])
  const [oldest] = all.keys()
  if (all.size > mostSenders && oldest !== undefined) all.delete(oldest)
  return false
}
