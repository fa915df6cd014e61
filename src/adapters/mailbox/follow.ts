import { setTimeout as pause } from 'node:timers/promises'
import type { Accepting, MailInState, WayIn } from '../../app/ports/index.ts'
import type { Mailbox } from '../../core/community/index.ts'
import { clientFor, failed, failureOf, within } from './connect.ts'
import { takeUnread } from './unread.ts'

export interface Pace {
  /** Milliseconds until it is looked for new messages although the server told of none. */
  readonly look: number
  /** Milliseconds until it is tried again after a failure, the first time; then twice as long each time. */
  readonly again: number
  /** So many messages are asked at once which of them are unread: the answer is one line, and lines have an end. */
  readonly atOnce: number
  /** Milliseconds for one answer, or one piece of a message; to whoever asks whether the mailbox can be looked into, for all. */
  readonly answer: number
  /** Milliseconds for a whole message: what the largest may have at 15 kB a second. */
  readonly message: number
  /** Milliseconds for a farewell, and for what is under way when it is to end. */
  readonly farewell: number
}

const usual: Pace = {
  look: 120_000,
  again: 5_000,
  atOnce: 10_000,
  answer: 300_000,
  message: 3_600_000,
  farewell: 2_000,
}
const usualCheck = 60_000
const longest = 300_000

/**
 * Looks into a mailbox: what is unread is taken over and then marked as read, in that order, so that what stops in
 * between brings a message twice and never not at all. IDLE (RFC 2177) tells of new ones at once, where the server can.
 */
export function follow(mailbox: Mailbox, accept: Accepting, own: Partial<Pace> = {}): WayIn {
  const pace = { ...usual, ...own }
  let state: MailInState = { ok: false, code: 'starting' }
  const over = new AbortController()
  const { signal } = over
  const behind = new Set<number>()
  const following = (async () => {
    let pause = pace.again
    let isSound = true
    const report = (now: MailInState) => {
      if (!signal.aborted) state = now
    }
    while (!signal.aborted) {
      try {
        await session(mailbox, { accept, behind, signal, ...pace }, (isRead) => {
          // Where it broke while being read, it is not called open before it has been read once.
          if (isRead || isSound) report({ ok: true })
          if (isRead) pause = pace.again
          isSound = isRead
        })
      } catch (error) {
        report({ ok: false, code: failureOf(error) })
      }
      await rest(pause, signal)
      pause = Math.min(pause * 2, longest)
    }
  })()
  return {
    state: () => state,
    async close() {
      over.abort()
      state = { ok: false, code: 'closed' }
      await following
    },
  }
}

/** Whether it lets us in and has the folder. */
export async function check(mailbox: Mailbox, { answer = usualCheck }: Partial<Pace> = {}): Promise<MailInState> {
  try {
    const client = clientFor(mailbox)
    try {
      const looking = client.connect().then(() => client.mailboxOpen(mailbox.folder, { readOnly: true }))
      await within(client, answer, looking)
      return { ok: true }
    } finally {
      await within(client, usual.farewell, client.logout()).catch(() => client.close())
    }
  } catch (error) {
    return { ok: false, code: failureOf(error) }
  }
}

interface Following extends Pace {
  readonly accept: Accepting
  readonly behind: Set<number>
  readonly signal: AbortSignal
}

/**
 * Until it is over; `isOpen` hears that its folder is open, and then that what was unread is taken. Throws where the
 * connection ends before: what is unread may be what it broke on.
 */
async function session(mailbox: Mailbox, following: Following, isOpen: (isRead: boolean) => void): Promise<void> {
  const { signal, look, answer, farewell } = following
  const client = clientFor(mailbox)
  let more = Promise.withResolvers<void>()
  const wake = () => more.resolve()
  let ending: NodeJS.Timeout | undefined
  const end = () => {
    wake()
    ending = setTimeout(() => client.close(), farewell)
  }
  signal.addEventListener('abort', end)
  let broke: unknown
  client.on('error', (error: unknown) => (broke ??= error))
  try {
    await within(client, answer, client.connect())
    await within(client, answer, client.mailboxOpen(mailbox.folder))
    client.on('exists', wake)
    client.on('close', wake)
    const taking = { ...following, left: new Set<number>() }
    isOpen(false)
    while (!signal.aborted && client.usable) {
      more = Promise.withResolvers()
      await takeUnread(client, taking)
      if (client.usable) isOpen(true)
      const timer = setTimeout(wake, look)
      await more.promise
      clearTimeout(timer)
    }
    if (!signal.aborted) throw failed('connection_lost', 'the mailbox closed the connection')
  } catch (error) {
    // What waits for an answer hears only that there is no connection any more.
    throw broke ?? error
  } finally {
    // The signal outlives every connection: what it would wake holds one.
    signal.removeEventListener('abort', end)
    clearTimeout(ending)
    if (client.usable) await within(client, farewell, client.logout()).catch(() => client.close())
    else client.close()
  }
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  // Broken off, it has rested enough.
  await pause(milliseconds, undefined, { signal }).catch(() => undefined)
}
