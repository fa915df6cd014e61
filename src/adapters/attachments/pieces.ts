import { open } from 'node:fs/promises'
import { FilesFailed } from '../../app/ports/index.ts'

/** As the vault seals: bytes under a key, bound to a place; `unseal` throws for anything else. */
export interface Sealing {
  seal(key: Uint8Array, place: string, plain: Uint8Array): Uint8Array
  unseal(key: Uint8Array, place: string, sealed: Uint8Array): Uint8Array
}

/** So much of a file is sealed at once, and held in memory. */
export const pieceLength = 65_536
/** What sealing adds: version, nonce, tag. */
export const added = 29

/**
 * A sealed file: 4 bytes of form, the file's key as the case's key sealed it, then the pieces, each bound to its file,
 * its index, and whether it is the last: none can be left out, cut off, moved or taken from another file.
 */
const form = new TextEncoder().encode('TCF1')
/** 64 hexadecimal digits, sealed. */
const secretLength = 64 + added
export const headLength = form.length + secretLength

export function headOf(sealed: Uint8Array): Uint8Array {
  if (sealed.length !== secretLength) throw new FilesFailed('failed', 'a file’s key has another length')
  return Buffer.concat([form, sealed])
}

/** Throws `FilesFailed` (`tampered`) for what is no such file. */
export function secretIn(head: Uint8Array): Uint8Array {
  if (head.length !== headLength || form.some((byte, at) => head[at] !== byte)) throw tampered('begins otherwise')
  return head.subarray(form.length)
}

function placeOf(file: string, index: number, last: boolean): string {
  return `${file}/${index}/${last ? 'last' : 'more'}`
}

/** Bytes in pieces of one length; the last may be shorter or empty, and is there. */
async function* pieced(bytes: AsyncIterable<Uint8Array>): AsyncIterable<{ piece: Uint8Array; last: boolean }> {
  let held = Buffer.alloc(0)
  for await (const some of bytes) {
    held = Buffer.concat([held, some])
    for (; held.length > pieceLength; held = held.subarray(pieceLength)) {
      yield { piece: held.subarray(0, pieceLength), last: false }
    }
  }
  yield { piece: held, last: true }
}

export async function* sealed(
  { seal }: Sealing,
  key: Uint8Array,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  let index = 0
  for await (const { piece, last } of pieced(bytes)) yield seal(key, placeOf(file, index++, last), piece)
}

/**
 * Opens the file anew for each piece: whoever stops reading in between leaves nothing open. Throws `FilesFailed`
 * (`tampered`).
 */
export async function* opened(
  { unseal }: Sealing,
  key: Uint8Array,
  file: string,
  path: string,
): AsyncIterable<Uint8Array> {
  let at = headLength
  for (let index = 0; ; index += 1) {
    const { bytes, last } = await pieceAt(path, at)
    at += bytes.length
    yield unsealed(() => unseal(key, placeOf(file, index, last), bytes), index)
    if (last) return
  }
}

async function pieceAt(path: string, at: number): Promise<{ readonly bytes: Uint8Array; readonly last: boolean }> {
  const handle = await open(path, 'r')
  try {
    const rest = (await handle.stat()).size - at
    const last = rest <= pieceLength + added
    const bytes = Buffer.alloc(Math.max(0, last ? rest : pieceLength + added))
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, at)
    if (bytesRead !== bytes.length) throw tampered('became shorter')
    return { bytes, last }
  } finally {
    await handle.close()
  }
}

function unsealed(act: () => Uint8Array, index: number): Uint8Array {
  try {
    return act()
  } catch (cause) {
    throw tampered(`piece ${index} is not the one that was sealed`, cause)
  }
}

export function tampered(what: string, cause?: unknown): FilesFailed {
  return new FilesFailed('tampered', `a file ${what}`, { cause })
}
