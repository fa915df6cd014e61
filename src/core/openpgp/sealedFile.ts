import { latin1 } from './bytes.ts'

/** Packets that say with what a message is encrypted (RFC 9580, sections 5.1 and 5.3), and the versions there are of them. */
const keyPackets: Readonly<Record<number, readonly number[]>> = { 1: [2, 3, 6], 3: [4, 5, 6] }

/** An armor's own lines and the first letters of what is in it; nothing but white space stands before it. */
const armor =
  /^\s*-----BEGIN PGP MESSAGE-----[ \t]*\r?\n(?:[^\r\n:]+: [^\r\n]*\r?\n)*(?:[ \t]*\r?\n)?([A-Za-z0-9+/]{4,24})/

/** So far an armor's own lines may go. */
const mostArmor = 4096

/**
 * Whether a file is an encrypted OpenPGP message of its own, in binary or in armor: said by its first packet, since files
 * are called anything. Keys, signatures, and what is only signed are none.
 */
export function isSealedFile(bytes: Uint8Array): boolean {
  const [, letters] = armor.exec(latin1(bytes.subarray(0, mostArmor))) ?? []
  if (letters === undefined) return beginsWithKey(bytes)
  return beginsWithKey(Uint8Array.fromBase64(letters.slice(0, letters.length - (letters.length % 4))))
}

/** RFC 9580, section 4.2: a packet's header in either format, then its version. */
function beginsWithKey(bytes: Uint8Array): boolean {
  const [first = 0, length = 0] = bytes
  if (first < 0x80) return false
  const isNew = first >= 0xc0
  const tag = isNew ? first & 0x3f : (first & 0x3c) >> 2
  // Of these packets neither format allows a length that is not known at once.
  const header = isNew ? (length < 192 ? 2 : length < 224 ? 3 : length === 255 ? 6 : 0) : ([2, 3, 5][first & 3] ?? 0)
  return header > 0 && keyPackets[tag]?.includes(bytes[header] ?? 0) === true
}

/** What a file is called when it was opened: without what programs put behind the name when they encrypt. */
export function openedName(name: string): string {
  const opened = name.replace(/\.(?:gpg|pgp|asc)$/i, '')
  return opened === name || opened.trim() === '' ? `opened ${name}` : opened
}
