import { BadNote } from './badNote.ts'
import { joined, type Ed25519 } from './digest.ts'
import { fromBase64, isKeyName, signatureTypes, type VerifierKey } from './key.ts'

/** A text and signatures of it, after C2SP signed-note (https://c2sp.org/signed-note). */
export interface Note {
  /** With its final line break. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface NoteSignature {
  readonly name: string
  /** Eight hexadecimal digits. */
  readonly id: string
  readonly bytes: Uint8Array
}

/** C2SP asks for at least 16 signatures; those of post-quantum keys have nearly 5 kB each. */
const most = { characters: 1_000_000, signatures: 100 }

/** Throws `BadNote` (`bad_note`). Says nothing yet of whether any signature is good. */
export function readNote(written: string): Note {
  if (written.length > most.characters) throw new BadNote('bad_note', 'the note is too long')
  if (/[^\P{Cc}\n\u007f-\u009f]/u.test(written) || !written.isWellFormed()) {
    throw new BadNote('bad_note', 'a note holds no control characters')
  }
  const end = written.lastIndexOf('\n\n')
  if (end === -1 || !written.endsWith('\n')) {
    throw new BadNote('bad_note', 'a note is a text, an empty line, and signatures')
  }
  return { text: written.slice(0, end + 1), signatures: readSignatures(written.slice(end + 2)) }
}

/** Signatures without their note: one in a line, each line with its break. Throws `BadNote` (`bad_note`). */
export function readSignatures(written: string): readonly NoteSignature[] {
  if (written.length > most.characters) throw new BadNote('bad_note', 'the signatures are too long')
  const lines = written.replace(/\n$/, '').split('\n')
  if (lines.length > most.signatures) throw new BadNote('bad_note', 'these are too many signatures')
  return lines.map(readSignature)
}

/** Whether it can be read again: with one signature too many, nobody could verify any of them. */
export function hasRoom({ signatures }: Note): boolean {
  return signatures.length <= most.signatures
}

export function writeNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map((one) => `${writeSignature(one)}\n`).join('')}`
}

/** One line, without its line break. Throws `BadNote` (`bad_note`). */
function readSignature(line: string): NoteSignature {
  const [, name = '', blob = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
  const bytes = fromBase64(blob)
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) {
    throw new BadNote('bad_note', 'a signature’s line is an em dash, a name, and the signature in base64')
  }
  return { name, id: bytes.slice(0, 4).toHex(), bytes: bytes.slice(4) }
}

function writeSignature({ name, id, bytes }: NoteSignature): string {
  return `— ${name} ${joined(Uint8Array.fromHex(id), bytes).toBase64()}`
}

export function isBy(signature: NoteSignature, key: VerifierKey): boolean {
  return signature.name === key.name && signature.id === key.id
}

/** A signature over the note's text; for a witness's key, with the time of signing in whole seconds since 1970. */
export function signed(
  ed25519: Ed25519,
  text: string,
  { key, seed, seconds = 0 }: { readonly key: VerifierKey; readonly seed: Uint8Array; readonly seconds?: number },
): NoteSignature {
  const plain = key.type === signatureTypes.log
  const signature = ed25519.sign(seed, plain ? text : cosigned(text, BigInt(seconds)))
  const bytes = plain ? signature : joined(bigEndian(BigInt(seconds)), signature)
  return { name: key.name, id: key.id, bytes }
}

/** What a key says of a note. */
export type Verdict =
  | { readonly verdict: 'signed'; /** A witness's time, seconds since 1970. */ readonly seconds: number | null }
  | { readonly verdict: 'absent' | 'broken' }

/** `broken`: a line in the key's name that the key did not sign. One of those spoils the note, whatever else it has. */
export function verdictOf(ed25519: Ed25519, { text, signatures }: Note, key: VerifierKey): Verdict {
  const times = signatures.filter((one) => isBy(one, key)).map(({ bytes }) => signedBy(ed25519, text, bytes, key))
  if (times.some((time) => time === undefined)) return { verdict: 'broken' }
  const [first] = times
  return first === undefined ? { verdict: 'absent' } : { verdict: 'signed', seconds: first }
}

/** The last second that there is an instant for (Temporal: 10⁸ days after 1970). */
const latest = 8_640_000_000_000n

/** `undefined`: the key did not sign this; `null`: it did, without a time. */
function signedBy(ed25519: Ed25519, text: string, bytes: Uint8Array, key: VerifierKey): number | null | undefined {
  if (key.type === signatureTypes.log) return ed25519.verify(key.publicKey, text, bytes) ? null : undefined
  if (bytes.length !== 72) return undefined
  const seconds = BigInt(`0x${bytes.slice(0, 8).toHex()}`)
  if (seconds > latest) return undefined
  return ed25519.verify(key.publicKey, cosigned(text, seconds), bytes.slice(8)) ? Number(seconds) : undefined
}

/** What a witness signs (C2SP tlog-cosignature, "Ed25519 signed message"). */
function cosigned(text: string, seconds: bigint): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`
}

function bigEndian(seconds: bigint): Uint8Array {
  return Uint8Array.fromHex(seconds.toString(16).padStart(16, '0'))
}
