import type { CaseId } from '../../core/kernel/index.ts'
import type { Envelope } from '../../core/mail/index.ts'
import { readFile } from '../attachments/index.ts'
import type { FilesFailed, LetterRow } from '../ports/index.ts'
import type { World } from '../world.ts'

/** A message as it came in. */
export interface Received {
  readonly file: string
  readonly sha256: string
  /** In bytes. */
  readonly size: number
  readonly envelope: Envelope
  readonly way: 'listener' | 'mailbox' | 'pipe'
  /** What a list shows of one that is held; left out: it could not be read. */
  readonly shown?: { readonly from: string; readonly subject: string }
}

/** Under the key that its bytes are under, bound to its place. */
export function sealLetter(world: World, id: CaseId, received: Received): Promise<Uint8Array> {
  return world.records.seal(id, 'letter', received)
}

export function openLetter(world: World, row: LetterRow): Promise<Received> {
  return world.records.unseal<Received>(row.id, 'letter', row.sealed)
}

/** The message as it was sent, byte by byte. Throws `FilesFailed`. */
export async function bytesOf(world: World, id: CaseId, { file, size }: Received): Promise<Uint8Array> {
  const whole = new Uint8Array(size)
  let at = 0
  for await (const piece of await readFile(world, id, { file })) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** What is on the disk is not what was put there, or nothing is: trying again does not help. */
export function isLost({ code }: FilesFailed): boolean {
  return code === 'missing' || code === 'tampered'
}

/** The letter is in no list any more: nothing of it stays here. Each step may be repeated; `collectFiles` does. */
export async function forgetLetter(world: World, id: CaseId, { file }: Received): Promise<void> {
  await world.files.drop([{ case: id, file }])
  await world.vault.destroyKey(id)
}
