import type { PrivateKey } from 'openpgp'
import { OpenPgpFailed, type OpenPgp } from '../../app/ports/index.ts'
import { dateOf, failed, library } from './library.ts'
import { decrypted, encrypted, verified } from './messages.ts'
import { seen } from './publicKeys.ts'

/**
 * OpenPGP.js. Keys are version 4 on the curves that GnuPG 2.2 knows, too (type `ecc`). Reading a key costs more than
 * signing with it, so the last one stays at hand.
 */
export function openPgp(): OpenPgp {
  let last: { readonly armored: string; readonly key: PrivateKey } | undefined

  async function keyOf(armored: string): Promise<PrivateKey> {
    if (last?.armored !== armored) last = { armored, key: await parsed(armored) }
    return last.key
  }

  async function signingKey(armored: string, at: Temporal.Instant): Promise<PrivateKey> {
    const key = await keyOf(armored)
    await signingPart(key, at)
    return key
  }

  return {
    async makeKey({ name, email }, at, ends) {
      const { generateKey } = await library()
      const keyExpirationTime = ends === undefined ? 0 : seconds(at, ends)
      const userIDs = [{ name, email }]
      const made = await generateKey({ type: 'ecc', userIDs, date: dateOf(at), keyExpirationTime, format: 'armored' })
      return made.privateKey
    },
    async renewKey(privateKey, { name, email }, at, ends) {
      const { reformatKey } = await library()
      const key = await parsed(privateKey)
      const begins = Temporal.Instant.fromEpochMilliseconds(key.getCreationTime().getTime())
      const { privateKey: renewed } = await reformatKey({
        privateKey: await parsed(privateKey),
        userIDs: [{ name, email }],
        date: dateOf(at),
        keyExpirationTime: seconds(begins, ends),
        format: 'object',
      })
      // What was signed before is checked by what the key said of itself then.
      return (await key.update(renewed)).armor()
    },
    async readKey(armored, passphrase, at) {
      const key = await unlocked(await parsed(armored), passphrase)
      await signingPart(key, at)
      return key.armor()
    },
    async publicKey(privateKey) {
      const key = (await keyOf(privateKey)).toPublic()
      return { fingerprint: key.getFingerprint().toUpperCase(), armored: key.armor() }
    },
    readPublicKey: seen,
    async signDetached(privateKey, signed, at) {
      const signingKeys = await signingKey(privateKey, at)
      const { createMessage, sign } = await library()
      const binary = typeof signed === 'string' ? new TextEncoder().encode(signed) : signed
      return sign({ message: await createMessage({ binary }), signingKeys, detached: true, date: dateOf(at) })
    },
    async signClear(privateKey, text, at) {
      const signingKeys = await signingKey(privateKey, at)
      const { createCleartextMessage, sign } = await library()
      return sign({ message: await createCleartextMessage({ text }), signingKeys, date: dateOf(at) })
    },
    verifyDetached: verified,
    async encrypt(plain, to, privateKey, at) {
      return encrypted(plain, to, await signingKey(privateKey, at), at)
    },
    async decrypt(message, privateKeys, senders, at) {
      return decrypted(message, await Promise.all(privateKeys.map(parsed)), senders, at)
    },
  }
}

async function parsed(armored: string): Promise<PrivateKey> {
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

async function unlocked(key: PrivateKey, passphrase: string): Promise<PrivateKey> {
  if (key.isDecrypted()) return key
  const { decryptKey } = await library()
  try {
    return await decryptKey({ privateKey: key, passphrase })
  } catch (cause) {
    throw new OpenPgpFailed('locked', 'the key’s passphrase is missing, or is another one', { cause })
  }
}

async function signingPart(key: PrivateKey, at: Temporal.Instant): Promise<void> {
  const says = 'no part of this key signs: it is expired, revoked, or for other uses'
  await key.getSigningKey(undefined, dateOf(at)).catch(failed('cannot_sign', says))
}

/** Whole seconds from one instant to another. */
function seconds(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.max(1, Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 1000))
}
