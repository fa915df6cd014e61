import type { MailIn } from '../../app/ports/index.ts'
import { check, follow, type Pace } from './follow.ts'
import { listen } from './listen.ts'

export { mailReading } from './reading.ts'

/** Mail as it comes in; `size`: what a message may have at most, in bytes. */
export function mailIn({ size, pace }: { readonly size: number; readonly pace?: Pace }): MailIn {
  return {
    listen: (at, accept) => listen(at, size, accept),
    follow: (mailbox, accept) => follow(mailbox, accept, pace),
    check,
  }
}
