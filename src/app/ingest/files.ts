import { isRefused, type Refused } from '../../core/kernel/index.ts'
import { cleanLine } from '../../core/mail/index.ts'
import { attachmentLimits } from '../../core/process/index.ts'
import { dropTaken, takeFiles, type NamedFile, type Uploads } from '../attachments/index.ts'
import type { ReadMessage } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { ReadLetter } from './read.ts'
import { openedFiles, unprovenFiles } from './sealedFiles.ts'

type Part = ReadMessage['attachments'][number]

/** What came with a mail, taken in. */
export interface TakenFrom {
  /** Beside what its sender reads, too. */
  readonly shared: readonly NamedFile[]
  /** For committee and fix team alone. */
  readonly apart: readonly NamedFile[]
  /** By name: those that were too many or too large. */
  readonly left: readonly string[]
}

/**
 * A mail's files as they came, and beside them what was in those that were encrypted by themselves. `isOpen`: whoever
 * reads them may read all of it; else what its sender may not know goes apart. Refused where the disk has no room.
 */
export async function takeFrom(
  world: World,
  read: Pick<ReadLetter, 'message' | 'outside' | 'sealed'>,
  { isOpen, more = [] }: { readonly isOpen: boolean; readonly more?: readonly Part[] },
): Promise<TakenFrom | Refused> {
  const { uploads, left } = filesOf(read.message, more)
  const opened = openedFiles(read)
  const hidden = isOpen ? [] : read.outside === null ? unprovenFiles(read) : opened
  const taken: NamedFile[] = []
  const counts: number[] = []
  // As many as are taken were chosen; what was opened is bounded as it was opened.
  const groups = [uploads, inOrder(opened.filter((one) => !hidden.includes(one))), inOrder(hidden)]
  for (const group of groups) {
    const found = await takeFiles(world, group)
    if (isRefused(found)) {
      await dropTaken(world, taken)
      return found
    }
    taken.push(...found)
    counts.push(found.length)
  }
  // What its sender is not shown at all is apart as it came, too.
  const isApart = read.outside !== null && !isOpen
  const shared = isApart ? 0 : taken.length - (counts[2] ?? 0)
  return { shared: taken.slice(0, shared), apart: taken.slice(shared), left }
}

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
