import { OpenPgpFailed, type Decrypted } from '../ports/index.ts'
import type { World } from '../world.ts'
import { committeeKeys } from './committeeKey.ts'

/** Why what is encrypted could not be opened. */
export type Shut = 'not_for_us' | 'damaged' | 'too_large'

/** Opened with any key that the committee has had. `senders`: keys that its signature is checked with. */
export async function decrypted(
  world: World,
  given: string | Uint8Array,
  senders: readonly string[],
): Promise<Decrypted | { readonly shut: Shut }> {
  const keys = (await committeeKeys(world)).map(({ privateKey }) => privateKey)
  try {
    return await world.openpgp.decrypt(given, keys, senders, world.machine.now())
  } catch (error) {
    if (!(error instanceof OpenPgpFailed)) throw error
    const { code } = error
    return { shut: code === 'not_for_us' || code === 'too_large' ? code : 'damaged' }
  }
}
