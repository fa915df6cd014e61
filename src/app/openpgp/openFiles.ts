import { isSealedFile, openedName } from '../../core/openpgp/index.ts'
import { attachmentLimits } from '../../core/process/index.ts'
import type { SignatureSeen } from '../ports/index.ts'
import type { World } from '../world.ts'
import { decrypted, type Shut } from './decrypted.ts'

export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A file that was encrypted by itself, and what was in it. */
export interface OpenedFile extends NamedBytes {
  /** Its name as it came. */
  readonly sealed: string
  readonly signature: SignatureSeen
  /** By what the encrypted file is known again (`Decrypted`). */
  readonly sessions: readonly string[]
}

/** One that stays as it came, and why. `too_many`: more came than are taken at once. */
export interface ShutFile {
  readonly sealed: string
  readonly shut: Shut | 'too_many'
}

/**
 * Opens those of a mail's files that were encrypted by themselves; `senders`: public keys of whom it says it is from.
 * What comes out is bounded as files are that come in: once there is no room for more, no other is tried. Never throws for
 * what a stranger may send.
 */
export async function openFiles(
  world: World,
  files: readonly NamedBytes[],
  senders: readonly string[],
): Promise<readonly (OpenedFile | ShutFile)[]> {
  const found: (OpenedFile | ShutFile)[] = []
  let room: number = attachmentLimits.together
  for (const { name, bytes } of files) {
    if (!isSealedFile(bytes)) continue
    if (found.length === attachmentLimits.files) found.push({ sealed: name, shut: 'too_many' })
    if (found.length > attachmentLimits.files) break
    const answer = room > 0 ? await decrypted(world, bytes, senders) : ({ shut: 'too_large' } as const)
    if ('shut' in answer) {
      if (answer.shut === 'too_large') room = 0
      found.push({ sealed: name, shut: answer.shut })
      continue
    }
    const { bytes: opened, signature, sessions } = answer
    const fits = opened.length <= Math.min(room, attachmentLimits.file)
    room -= opened.length
    found.push(
      fits
        ? { sealed: name, name: openedName(name), bytes: opened, signature, sessions }
        : { sealed: name, shut: 'too_large' },
    )
  }
  return found
}
