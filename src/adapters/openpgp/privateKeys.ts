import type { PrivateKey } from 'openpgp'
import { OpenPgpFailed } from '../../app/ports/index.ts'
import { dateOf, failed, library } from './library.ts'

/** A private key in ASCII armor. Throws `OpenPgpFailed`: `not_private`, `not_a_key`. */
export async function privateKeyOf(armored: string): Promise<PrivateKey> {
  const { readKey, readPrivateKey } = await library()
  try {
    return await readPrivateKey({ armoredKey: armored })
  } catch (cause) {
    const isPublic = await readKey({ armoredKey: armored }).then(
      (key) => !key.isPrivate(),
      () => false,
    )
    if (isPublic) throw new OpenPgpFailed('not_private', 'this is a public key; a private one signs', { cause })
    throw new OpenPgpFailed('not_a_key', 'this is no OpenPGP private key in ASCII armor', { cause })
  }
}

/** Throws `OpenPgpFailed` (`locked`). */
export async function unlocked(key: PrivateKey, passphrase: string): Promise<PrivateKey> {
  if (key.isDecrypted()) return key
  const { decryptKey } = await library()
  try {
    return await decryptKey({ privateKey: key, passphrase })
  } catch (cause) {
    throw new OpenPgpFailed('locked', 'the key’s passphrase is missing, or is another one', { cause })
  }
}

/** Throws `OpenPgpFailed` (`cannot_sign`). */
export async function assertSigns(key: PrivateKey, at: Temporal.Instant): Promise<void> {
  const says = 'no part of this key signs: it is expired, revoked, or for other uses'
  await key.getSigningKey(undefined, dateOf(at)).catch(failed('cannot_sign', says))
}
