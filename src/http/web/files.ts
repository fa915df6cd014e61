import { attachmentLimits, type Attachment } from '../../core/process/index.ts'
import type { Post } from './components/index.ts'

/** The files beside a message, with links below `address`. */
export function filesOfPost(
  attachments: readonly Attachment[],
  number: number,
  address: string,
): NonNullable<Post['attachments']> {
  return attachments
    .filter(({ post }) => post === number)
    .map(({ attachment, name, size }) => ({ name, href: `${address}/files/${attachment}`, size: sizeOf(size) }))
}

/** Bytes as people say them: `340 bytes`, `12 kB`, `3.4 MB`. */
function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** The last question of a form: what comes after files is not read. */
export const fileField = {
  name: 'files',
  kind: 'file',
  label: 'Files',
  multiple: true,
  hint: `Screenshots, logs, a proof of concept. At most ${attachmentLimits.files}, ${attachmentLimits.together / 1_000_000} MB together; kept encrypted.`,
} as const
