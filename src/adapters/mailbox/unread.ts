import type { Readable } from 'node:stream'
import type { ImapFlow } from 'imapflow'
import type { Accepting } from '../../app/ports/index.ts'
import { within } from './connect.ts'

export interface Taking {
  readonly accept: Accepting
  /** Messages that are too large, for as long as the connection lasts. */
  readonly left: Set<number>
  /** Messages on which a connection broke: they come last, so that one that cannot be had keeps no other waiting. */
  readonly behind: Set<number>
  readonly atOnce: number
  readonly answer: number
  readonly message: number
  readonly signal: AbortSignal
}

/** What is unread now, stretch by stretch: a flood leaves hundreds of thousands. */
export async function takeUnread(client: ImapFlow, taking: Taking): Promise<void> {
  const { atOnce, answer, behind } = taking
  const last: number[] = []
  for (let from = 1; client.usable && client.mailbox && from <= client.mailbox.exists; from += atOnce) {
    const stretch = `${from}:${Math.min(from + atOnce - 1, client.mailbox.exists)}`
    const found = await within(client, answer, client.search({ seq: stretch, seen: false }, { uid: true }))
    for (const uid of Array.isArray(found) ? found : []) {
      if (behind.has(uid)) last.push(uid)
      else if (!(await takeOne(client, taking, uid))) return
    }
  }
  for (const uid of last) if (!(await takeOne(client, taking, uid))) return
  // Whatever is there was to be had; the others are gone.
  if (client.usable) behind.clear()
}

/** False: nothing more can be taken for now. */
async function takeOne(client: ImapFlow, taking: Taking, uid: number): Promise<boolean> {
  const { left, behind, answer, signal } = taking
  if (signal.aborted || !client.usable) return false
  if (left.has(uid)) return true
  try {
    const taken = await within(client, taking.message, take(client, taking, uid))
    if (taken === 'kept') await within(client, answer, client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }))
    else if (taken === 'too_large') left.add(uid)
    return taken !== 'later'
  } catch (error) {
    if (!signal.aborted) behind.add(uid)
    throw error
  }
}

/** `gone`: somebody has taken it away meanwhile. */
async function take(client: ImapFlow, { accept, answer }: Taking, uid: number) {
  const { content } = await within(client, answer, client.download(String(uid), undefined, { uid: true }))
  return content === undefined ? ('gone' as const) : accept(inTime(client, content, answer), { from: null, to: [] })
}

async function* inTime(client: ImapFlow, content: Readable, answer: number): AsyncGenerator<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]()
  try {
    for (;;) {
      const piece = await within(client, answer, pieces.next())
      if (piece.done === true) return
      yield piece.value as Uint8Array
    }
  } finally {
    // Asked for its end, an iterator would wait for the piece that does not come.
    content.destroy()
  }
}
