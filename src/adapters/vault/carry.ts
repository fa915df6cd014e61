import { VaultFailed } from '../../app/ports/index.ts'
import type { Contents, Keystore, KeystoreAt } from './keystore.ts'
import { openKeystore } from './openKeystore.ts'

/** Whether keys are to be found there, or were and are not yet all elsewhere. */
export async function hasKeys(file: string): Promise<boolean> {
  const keystore = await openKeystore(file, { readOnly: true })
  try {
    return (await keystore.contents()).rows.length > 0
  } finally {
    await keystore.close()
  }
}

/**
 * Copies all keys into a keystore that has none, and looks whether they arrived. Throws `VaultFailed` (`not_empty`),
 * `VaultUnavailable`.
 */
export async function copyKeys(from: KeystoreAt, to: KeystoreAt): Promise<void> {
  const source = await openKeystore(from, { readOnly: true })
  try {
    const target = await openKeystore(to)
    try {
      const contents = await source.contents()
      await target.bringIn(contents)
      await assertArrived(contents, target)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** Takes back what `copyKeys` put there, where what was to come after it failed. */
export async function emptyKeys(at: KeystoreAt): Promise<void> {
  const keystore = await openKeystore(at)
  try {
    await keystore.empty({})
  } finally {
    await keystore.close()
  }
}

/** Every key is there, byte for byte as it was read, or destroyed or rewrapped there since. Throws `VaultFailed`. */
export async function assertArrived({ rows }: Contents, target: Keystore, { since = false } = {}): Promise<void> {
  const arrived = new Map((await target.contents()).rows.map(({ stream, wrapped }) => [stream, wrapped]))
  for (const { stream, wrapped } of rows) {
    const there = arrived.get(stream)
    const isSame = there?.by === wrapped?.by && Buffer.compare(there?.key ?? empty, wrapped?.key ?? empty) === 0
    if (there === undefined || !(since || isSame)) {
      throw new VaultFailed('failed', `the key of ${stream} did not arrive as it was read`)
    }
  }
}

const empty = new Uint8Array()
