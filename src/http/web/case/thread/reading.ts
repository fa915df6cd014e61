import { threadSeen, unread } from '../../../../app/index.ts'
import type { AskedOfCase } from '../../../gate/index.ts'
import type { Seen } from '../seen.ts'

/** Up to which message the reader had come: kept in the links of one visit, so that its marks stay while one leafs. */
export function sinceOf({ view, query }: Seen): number {
  const told = query('since') ?? ''
  return /^\d{1,9}$/.test(told) ? Math.min(Number(told), view.seen) : view.seen
}

/** Messages of others that came after it, the oldest first. */
export function newSince({ view, me }: Pick<Seen, 'view' | 'me'>, since: number) {
  return unread(view, me, since)
}

/** Opening the thread is reading it: what is new by then is told on the page that opens, and on no later one. */
export async function readThread({ world, person, view }: AskedOfCase): Promise<void> {
  await threadSeen(world, person.id, view)
}
