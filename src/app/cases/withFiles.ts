import { isRefused, type Refused } from '../../core/kernel/index.ts'
import { attach, type Case, type EventOf } from '../../core/process/index.ts'
import type { Together } from '../../core/release/index.ts'
import type { NamedFile } from '../attachments/index.ts'

/**
 * What was decided, with the files beside the message that it posts. `inside`: what was encrypted in that message, which
 * committee and fix team read alone, with its files.
 */
export function withFiles(
  c: Case,
  decided: Together,
  taken: readonly NamedFile[] = [],
  inside?: string,
): Together | Refused {
  if (taken.length === 0 && inside === undefined) return decided
  const post = decided.flatMap(({ events }) => events).find(({ type }) => type === 'Posted')
  if (post?.type !== 'Posted') throw new TypeError('files without a message')
  const apart: readonly EventOf<'Posted'>[] =
    inside === undefined ? [] : [{ type: 'Posted', post: post.post + 1, room: 'team', text: inside, mentions: [] }]
  const [{ post: number, room } = post] = apart
  const attached = attach(c, taken, number, room)
  if (isRefused(attached)) return attached
  const events = [...apart, ...attached]
  return decided.map((one) => (one.case.id === c.id ? { ...one, events: [...one.events, ...events] } : one))
}
