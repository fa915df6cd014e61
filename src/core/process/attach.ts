import { refuse, type Refused } from '../kernel/index.ts'
import type { EventOf, Room } from './events.ts'
import type { Case } from './state.ts'

/** In bytes, and in files at once. What a reporter sends to strangers must not fill their disk. */
export const attachmentLimits = { files: 10, file: 20_000_000, together: 50_000_000, ofCase: 500_000_000 } as const

/** A file that was received and sealed. `sha256` is of its own bytes, hexadecimal. */
export interface AttachedFile {
  readonly file: string
  readonly name: string
  readonly media: string
  readonly size: number
  readonly sha256: string
}

/** Files beside a post, or beside the report (0). `c`: `null` for a case that is being opened with them. */
export function attach(
  c: Case | null,
  files: readonly AttachedFile[],
  post: number,
  room: Room,
): readonly EventOf<'FileAttached'>[] | Refused {
  const earlier = c?.attachments ?? []
  const bytes = [...earlier, ...files].reduce((sum, { size }) => sum + size, 0)
  if (bytes > attachmentLimits.ofCase) {
    return refuse(
      'too_many_files',
      'V6',
      `The files of one case hold at most ${attachmentLimits.ofCase / 1_000_000} MB.`,
      'Put large files elsewhere, and say in the thread where they are and what their SHA-256 is.',
    )
  }
  return files.map(({ file, name, media, size, sha256 }, index) => ({
    type: 'FileAttached',
    attachment: earlier.length + index + 1,
    post,
    room,
    name,
    media,
    size,
    sha256,
    file,
  }))
}
