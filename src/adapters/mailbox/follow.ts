import { setTimeout as pause } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { codeOf } from '../../core/kernel/index.ts'
import type { Accepting, MailInState, WayIn } from '../../app/ports/index.ts'
import { isThisMachine, type Mailbox } from '../../core/community/index.ts'

export interface Pace {
  /** Milliseconds until it is looked for new messages although the server told of none. */
  readonly look: number
  /** Milliseconds until it is tried again after a failure, the first time; then twice as long each time. */
  readonly again: number
  /** So many messages are asked at once which of them are unread: the answer is one line, and lines have an end. */
  readonly atOnce: number
}

const usual: Pace = { look: 120_000, again: 5_000, atOnce: 10_000 }
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
  const following = (async () => {
    let pause = pace.again
    while (!signal.aborted) {
      try {
        await session(mailbox, accept, pace, signal, () => {
          state = { ok: true }
          pause = pace.again
        })
      } catch (error) {
        state = { ok: false, code: failureOf(error) }
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
export async function check(mailbox: Mailbox): Promise<MailInState> {
  try {
    const client = await connect(mailbox)
    try {
      await client.mailboxOpen(mailbox.folder, { readOnly: true })
      return { ok: true }
    } finally {
      await client.logout().catch(() => client.close())
    }
  } catch (error) {
    return { ok: false, code: failureOf(error) }
  }
}

/** Until it is over. Throws where the connection ends before: what is unread may be what it broke on. */
async function session(
  mailbox: Mailbox,
  accept: Accepting,
  { look, atOnce }: Pace,
  signal: AbortSignal,
  isOpen: () => void,
): Promise<void> {
  const client = await connect(mailbox)
  let more = Promise.withResolvers<void>()
  const wake = () => more.resolve()
  try {
    await client.mailboxOpen(mailbox.folder)
    const left = new Set<number>()
    client.on('exists', wake)
    client.on('close', wake)
    signal.addEventListener('abort', wake)
    isOpen()
    while (!signal.aborted && client.usable) {
      more = Promise.withResolvers()
      await takeUnread(client, accept, { left, atOnce, signal })
      const timer = setTimeout(wake, look)
      await more.promise
      clearTimeout(timer)
    }
    if (!signal.aborted)
      throw Object.assign(new Error('the mailbox closed the connection'), { code: 'connection_lost' })
  } finally {
    // The signal outlives every connection: what it would wake holds one.
    signal.removeEventListener('abort', wake)
    if (client.usable) await client.logout().catch(() => client.close())
    else client.close()
  }
}

interface Taking {
  /** Messages that are too large, for as long as the connection lasts. */
  readonly left: Set<number>
  readonly atOnce: number
  readonly signal: AbortSignal
}

/** What is unread now, stretch by stretch: a flood leaves hundreds of thousands. */
async function takeUnread(client: ImapFlow, accept: Accepting, taking: Taking): Promise<void> {
  for (let from = 1; client.usable && client.mailbox && from <= client.mailbox.exists; from += taking.atOnce) {
    const stretch = `${from}:${Math.min(from + taking.atOnce - 1, client.mailbox.exists)}`
    const found = await client.search({ seq: stretch, seen: false }, { uid: true })
    for (const uid of Array.isArray(found) ? found : []) {
      if (!(await takeOne(client, accept, taking, uid))) return
    }
  }
}

/** False: nothing more can be taken for now. */
async function takeOne(client: ImapFlow, accept: Accepting, { left, signal }: Taking, uid: number): Promise<boolean> {
  if (signal.aborted || !client.usable) return false
  if (left.has(uid)) return true
  const { content } = await client.download(String(uid), undefined, { uid: true })
  // Somebody has taken it away meanwhile.
  if (content === undefined) return true
  const taken = await accept(content, { from: null, to: [] })
  if (taken === 'kept') await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
  else if (taken === 'too_large') left.add(uid)
  return taken !== 'later'
}

async function connect({ host, port, security, user, password }: Mailbox): Promise<ImapFlow> {
  if (security === 'none' && !isThisMachine(host)) {
    throw Object.assign(new Error('without encryption, only a mailbox on this machine'), {
      code: 'unencrypted_and_not_local',
    })
  }
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    // Required where it was asked for: a server, or somebody in between, that does not offer it gets no password.
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    auth: { user, pass: password },
    logger: false,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 300_000,
    autoIdleDelay: 250,
    maxIdleTime: 600_000,
    // A message in pieces of 64 kB; nothing that a server says has to be longer.
    maxLiteralSize: 1_000_000,
    maxLineLength: 1_000_000,
  })
  // Told by whatever is waiting for the connection.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

function failureOf(error: unknown): string {
  const { authenticationFailed, mailboxMissing } = error as {
    readonly authenticationFailed?: unknown
    readonly mailboxMissing?: unknown
  }
  if (authenticationFailed === true) return 'login_refused'
  if (mailboxMissing === true) return 'no_folder'
  return codeOf(error) ?? 'failed'
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  // Broken off, it has rested enough.
  await pause(milliseconds, undefined, { signal }).catch(() => undefined)
}
