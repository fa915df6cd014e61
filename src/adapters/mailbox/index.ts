import type { MailIn, WayIn } from '../../app/ports/index.ts'
import type { Pace } from './follow.ts'

export { mailReading } from './reading.ts'

interface Options {
  /** What a message may have at most, in bytes. */
  readonly size: number
  readonly pace?: Partial<Pace>
  /** Milliseconds that one connection to the listener may take. */
  readonly longest?: number
}

/**
 * Mail as it comes in. What speaks with mail servers is loaded by the
 * first way in that is opened: most installations start without one, or with one.
 */
export function mailIn({ size, pace, longest }: Options): MailIn {
  return {
    listen: (at, accept) => loading(async () => (await import('./listen.ts')).listen(at, size, accept, longest)),
    follow: (mailbox, accept) => loading(async () => (await import('./follow.ts')).follow(mailbox, accept, pace)),
    check: async (mailbox) => (await import('./follow.ts')).check(mailbox, pace),
  }
}

/** A way in that is on its way. */
function loading(start: () => Promise<WayIn>): WayIn {
  let way: WayIn | undefined
  const started = start().then((one) => (way = one))
  // Told by its state, and thrown to whoever closes it.
  started.catch(() => undefined)
  return {
    state: () => way?.state() ?? { ok: false, code: 'starting' },
    close: async () => (await started).close(),
  }
}
