import { isRefused, type Refused } from '../../core/kernel/index.ts'
import { attach, type Case, type EventOf } from '../../core/process/index.ts'
import type { Together } from '../../core/release/index.ts'
import type { NamedFile } from '../attachments/index.ts'

/** What was encrypted in a message, which committee and fix team read alone, with its files. */
export interface Inside {
  readonly text: string
  readonly files: readonly NamedFile[]
}

/** What was decided, with the files beside the message that it posts, and what was encrypted in it beside that. */
export function withFiles(
  c: Case,
  decided: Together,
  taken: readonly NamedFile[] = [],
  inside?: Inside,
): Together | Refused {
  if (taken.length === 0 && inside === undefined) return decided
  const post = decided.flatMap(({ events }) => events).find(({ type }) => type === 'Posted')
  if (post?.type !== 'Posted') throw new TypeError('files without a message')
  const apart: EventOf<'Posted'> = {
    type: 'Posted',
    post: post.post + 1,
    room: 'team',
    text: inside?.text ?? '',
    mentions: [],
  }
  const hidden = inside?.files ?? []
  const all = attach(c, [...taken, ...hidden], post.post, post.room)
  if (isRefused(all)) return all
  const beside = all.map((one, at) => (at < taken.length ? one : { ...one, post: apart.post, room: apart.room }))
  const events = [...(inside === undefined ? [] : [apart]), ...beside]
  return decided.map((one) => (one.case.id === c.id ? { ...one, events: [...one.events, ...events] } : one))
}
