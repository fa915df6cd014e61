import { unpiled } from './text.ts'

/** What reorders text, takes no room, or stands for nothing: a name must read as it is (Trojan Source, CVE-2021-42574). */
const unseen =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu
/** What paths, shells and Windows take for something else. */
const special = /[\\/:*?"<>|]/g
/** Names of devices on Windows, with any ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
const most = 120

/**
 * A name under which a stranger's file can be shown and kept: one line, without folders, without what cannot be seen.
 * The ending stays the ending, also of a long name. Never empty.
 */
export function fileName(given: string): string {
  const plain = unpiled(
    given
      .toWellFormed()
      .replace(/^.*[\\/]/s, '')
      .replace(unseen, '')
      .normalize('NFC'),
  )
    .replace(/\p{Zs}+/gu, ' ')
    .replace(special, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .replace(device, '_$&')
  if (plain === '') return 'file'
  const letters = [...plain]
  if (letters.length <= most) return plain
  const ending = /\.[^.\s]{1,12}$/u.exec(plain)?.[0] ?? ''
  const begins = letters.slice(0, most - [...ending].length).join('')
  return `${begins.replace(/[\s.]+$/, '')}${ending}`
}

const other = 'application/octet-stream'
/** Files that are called what they are; everything else is bytes. */
const signatures: readonly (readonly [media: string, bytes: readonly (number | null)[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
  ['application/gzip', [0x1f, 0x8b]],
]

/** A file's media type by its first bytes, out of a short list; what its sender calls it does not count. */
export function mediaType(head: Uint8Array): string {
  const found = signatures.find(([, bytes]) => bytes.every((byte, at) => byte === null || head[at] === byte))
  return found?.[0] ?? (isText(head) ? 'text/plain' : other)
}

/** UTF-8 without control characters, as far as one can see; the last character may be cut. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0 || head.some((byte) => byte === 0x7f || (byte < 0x20 && ![9, 10, 13].includes(byte))))
    return false
  let more = 0
  for (const byte of head) {
    if (more > 0) {
      if ((byte & 0xc0) !== 0x80) return false
      more -= 1
    } else if (byte >= 0x80) {
      more = byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : -1
      if (more < 0) return false
    }
  }
  return true
}
