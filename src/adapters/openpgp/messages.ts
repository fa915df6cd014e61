import { createHash } from 'node:crypto'
import type { Key, Message, PartialConfig, PrivateKey, SessionKey } from 'openpgp'
import { OpenPgpFailed, type Decrypted, type SignatureSeen } from '../../app/ports/index.ts'
import { failed, lateEnough, library } from './library.ts'
import { paddedPacket } from './padded.ts'
import { publicKeyOf, whenFor } from './publicKeys.ts'

/** Attacker-made messages: what comes out is bounded, however little goes in; without integrity nothing comes out. */
async function bounds(most: number): Promise<PartialConfig> {
  return {
    maxDecompressedMessageSize: most,
    allowUnauthenticatedMessages: false,
    additionalAllowedPackets: [await paddedPacket()],
  }
}
/** Each recipient of a message may cost an attempt with each of our keys. */
const mostRecipients = 200

type Given = string | Uint8Array

const bytesOf = (plain: Given) => (typeof plain === 'string' ? new TextEncoder().encode(plain) : plain)

export async function encrypted(
  plain: Given,
  to: readonly string[],
  signingKey: PrivateKey,
  at: Temporal.Instant,
): Promise<string> {
  const { createMessage, encrypt } = await library()
  const keys = await Promise.all(to.map(publicKeyOf))
  if (keys.length === 0) throw new OpenPgpFailed('cannot_encrypt', 'there is nobody to encrypt to')
  const date = new Date(Math.max(...keys.map((key) => whenFor(key, at).getTime())))
  const message = await createMessage({ binary: bytesOf(plain) })
  return encrypt({ message, encryptionKeys: keys, signingKeys: signingKey, date }).catch(
    failed('cannot_encrypt', 'nothing can be encrypted to one of the keys, or signed with ours'),
  )
}

export async function decrypted(
  given: Given,
  privateKeys: readonly PrivateKey[],
  { senders, most }: { readonly senders: readonly string[]; readonly most: number },
  at: Temporal.Instant,
): Promise<Decrypted> {
  const { decrypt, decryptSessionKeys } = await library()
  const config = await bounds(most)
  const message = await messageOf(given, config)
  const named = message.getEncryptionKeyIDs()
  if (named.length > mostRecipients) throw new OpenPgpFailed('damaged', 'the message names too many recipients')
  // An id of zeros hides for whom it is (RFC 9580, section 5.1): every key is tried.
  const fits = named.some((id) => /^0+$/.test(id.toHex()) || privateKeys.some((key) => key.getKeys(id).length > 0))
  if (!fits) throw new OpenPgpFailed('not_for_us', 'the message is encrypted to other keys')
  const verificationKeys = await keysOf(senders)
  const date = lateEnough(at)
  const found = await decryptSessionKeys({ message, decryptionKeys: [...privateKeys], date, config }).catch(failure)
  // Version 6 names no algorithm beside the key: the encrypted data does (RFC 9580, section 5.1.2).
  const sessionKeys = found as SessionKey[]
  const options = { message, sessionKeys, verificationKeys, date, config } as const
  const { data, signatures } = await decrypt({ ...options, format: 'binary' }).catch(failure)
  const sessions = [...new Set(sessionKeys.map(({ data: key }) => createHash('sha256').update(key).digest('hex')))]
  return { bytes: data, signature: await worth(signatures, verificationKeys), sessions }
}

export async function verified(
  signed: Uint8Array,
  given: Given,
  senders: readonly string[],
  at: Temporal.Instant,
): Promise<SignatureSeen> {
  const { createMessage, readSignature, verify } = await library()
  const verificationKeys = await keysOf(senders)
  try {
    const signature = await (typeof given === 'string'
      ? readSignature({ armoredSignature: given })
      : readSignature({ binarySignature: given }))
    const message = await createMessage({ binary: signed })
    const { signatures } = await verify({
      message,
      signature,
      verificationKeys,
      format: 'binary',
      date: lateEnough(at),
    })
    return await worth(signatures.slice(0, mostRecipients), verificationKeys)
  } catch {
    // Whatever stands where a signature should stand and is none, vouches for nothing.
    return { state: 'bad' }
  }
}

/** Binary, or armored as text or as bytes. */
async function messageOf(bytes: Given, config: PartialConfig): Promise<Message<Given>> {
  const { readMessage } = await library()
  const given = isArmored(bytes) ? Buffer.from(bytes).toString('latin1') : bytes
  const reading: Promise<Message<Given>> =
    typeof given === 'string'
      ? readMessage({ armoredMessage: given, config })
      : readMessage({ binaryMessage: given, config })
  return reading.catch(failure)
}

function isArmored(bytes: Given): bytes is Uint8Array {
  return typeof bytes !== 'string' && Buffer.from(bytes.subarray(0, 4096)).includes('-----BEGIN PGP MESSAGE-----')
}

/** The library tells by its messages alone what was too much. */
function failure(cause: unknown): never {
  if (cause instanceof Error && /maximum decompressed|larger than \d+ bytes/i.test(cause.message)) {
    throw new OpenPgpFailed('too_large', 'more comes out of the message than can be taken', { cause })
  }
  throw new OpenPgpFailed('damaged', 'the message cannot be decrypted: it is damaged, or not protected', { cause })
}

/** A key on record that can no longer be read checks nothing. */
async function keysOf(senders: readonly string[]): Promise<Key[]> {
  const found = await Promise.all(senders.map((one) => publicKeyOf(one).catch(() => undefined)))
  return found.filter((key) => key !== undefined)
}

type Signatures = Awaited<ReturnType<typeof import('openpgp').verify>>['signatures']

/** One good signature is enough; a bad one is told before one by somebody unknown. */
async function worth(signatures: Signatures, keys: readonly Key[]): Promise<SignatureSeen> {
  let told: SignatureSeen = { state: 'none' }
  for (const { keyID, verified: check } of signatures) {
    const key = keys.find((one) => one.getKeys(keyID).length > 0)
    const good = await check.catch(() => false)
    if (key !== undefined && good) return { state: 'good', fingerprint: key.getFingerprint().toUpperCase() }
    if (key !== undefined) told = { state: 'bad' }
    else if (told.state === 'none') told = { state: 'unknown', keyId: keyID.toHex().toUpperCase() }
  }
  return told
}
