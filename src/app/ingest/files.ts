import { attachmentLimits } from '../../core/process/index.ts'
import { cleanLine } from '../../core/mail/index.ts'
import type { Uploads } from '../attachments/index.ts'
import type { ReadMessage } from '../ports/index.ts'

type Part = ReadMessage['attachments'][number]

/** A mail's files, as many as are taken at once; what is left is told by name, and is in the mail itself. */
export function filesOf(
  { attachments }: ReadMessage,
  more: readonly Part[] = [],
): {
  readonly uploads: Uploads
  readonly left: readonly string[]
} {
  const taken: Part[] = []
  const left: Part[] = []
  // The mail itself is a file, too.
  const most = attachmentLimits.files - 1
  let room: number = attachmentLimits.together
  for (const one of [...more, ...attachments]) {
    const fits = taken.length < most && one.bytes.length <= Math.min(room, attachmentLimits.file)
    if (fits) room -= one.bytes.length
    ;(fits ? taken : left).push(one)
  }
  return { uploads: inOrder(taken), left: left.map(({ name }) => cleanLine(name, 120) || 'without a name') }
}

async function* inOrder(parts: readonly Part[]): Uploads {
  for (const { name, bytes } of parts) yield { name, bytes: pieces(bytes) }
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}
