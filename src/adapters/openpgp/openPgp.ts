import type { PrivateKey } from 'openpgp'
import { mostPlain, OpenPgpFailed, type OpenPgp } from '../../app/ports/index.ts'
import { aside } from './aside.ts'
import { dateOf, library } from './library.ts'
import { encrypted } from './messages.ts'
import { assertSigns, privateKeyOf, unlocked } from './privateKeys.ts'
import { seen } from './publicKeys.ts'

/**
 * OpenPGP.js. Keys are version 4 on the curves that GnuPG 2.2 knows, too (type `ecc`). Reading a key costs more than
 * signing with it, so the last one stays at hand.
 */
export function openPgp(): OpenPgp {
  const stranger = aside()
  let last: { readonly armored: string; readonly key: PrivateKey } | undefined

  async function keyOf(armored: string): Promise<PrivateKey> {
    if (last?.armored !== armored) last = { armored, key: await privateKeyOf(armored) }
    return last.key
  }

  async function signingKey(armored: string, at: Temporal.Instant): Promise<PrivateKey> {
    const key = await keyOf(armored)
    await assertSigns(key, at)
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
      const key = await privateKeyOf(privateKey)
      const begins = Temporal.Instant.fromEpochMilliseconds(key.getCreationTime().getTime())
      const { privateKey: renewed } = await reformatKey({
        privateKey: await privateKeyOf(privateKey),
        userIDs: [{ name, email }],
        date: dateOf(at),
        keyExpirationTime: seconds(begins, ends),
        format: 'object',
      })
      // What was signed before is checked by what the key said of itself then.
      return (await key.update(renewed, dateOf(at))).armor()
    },
    async revokeKey(privateKey, reason, at) {
      const { enums, revokeKey } = await library()
      const flags = {
        compromised: enums.reasonForRevocation.keyCompromised,
        superseded: enums.reasonForRevocation.keySuperseded,
        retired: enums.reasonForRevocation.keyRetired,
      }
      const { privateKey: revoked } = await revokeKey({
        key: await privateKeyOf(privateKey),
        reasonForRevocation: { flag: flags[reason] },
        date: dateOf(at),
        format: 'object',
      })
      return revoked.armor()
    },
    async readKey(armored, passphrase, at) {
      const key = await unlocked(await privateKeyOf(armored), passphrase)
      await assertSigns(key, at)
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
    async signedAt(armoredSignature) {
      const { readSignature } = await library()
      const [packet] = (await readSignature({ armoredSignature })).packets
      return Temporal.Instant.fromEpochMilliseconds(packet?.created?.getTime() ?? 0)
    },
    async signClear(privateKey, text, at) {
      const signingKeys = await signingKey(privateKey, at)
      const { createCleartextMessage, sign } = await library()
      return sign({ message: await createCleartextMessage({ text }), signingKeys, date: dateOf(at) })
    },
    async verifyDetached(signed, signature, senders, at) {
      const job = { kind: 'verify', signed, signature, senders, at: at.epochMilliseconds } as const
      try {
        return (await stranger(job)).signature
      } catch (error) {
        // Nothing vouches for what nobody could look at.
        if (error instanceof OpenPgpFailed) return { state: 'bad' }
        throw error
      }
    },
    async encrypt(plain, to, privateKey, at) {
      return encrypted(plain, to, await signingKey(privateKey, at), at)
    },
    decrypt: (message, privateKeys, senders, at) =>
      stranger({ kind: 'decrypt', message, privateKeys, senders, at: at.epochMilliseconds, most: mostPlain }),
  }
}

/** Whole seconds from one instant to another. */
function seconds(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.max(1, Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 1000))
}
