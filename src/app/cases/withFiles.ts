import { isRefused, type Refused } from '../../core/kernel/index.ts'
import { attach, type Case } from '../../core/process/index.ts'
import type { Together } from '../../core/release/index.ts'
import type { NamedFile } from '../attachments/index.ts'

/** What was decided, with the files beside the message that it posts. */
export function withFiles(c: Case, decided: Together, taken: readonly NamedFile[] = []): Together | Refused {
  if (taken.length === 0) return decided
  const post = decided.flatMap(({ events }) => events).find(({ type }) => type === 'Posted')
  if (post?.type !== 'Posted') throw new TypeError('files without a message')
  const attached = attach(c, taken, post.post, post.room)
  if (isRefused(attached)) return attached
  return decided.map((one) => (one.case.id === c.id ? { ...one, events: [...one.events, ...attached] } : one))
}
