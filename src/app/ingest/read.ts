import { entityOf, fieldOf, fromAddressOf, grouped } from '../../core/openpgp/index.ts'
import { loadPerson, theCommunity } from '../community/index.ts'
import {
  keysOfMail,
  openFiles,
  openMail,
  readIfKey,
  type OpenedFile,
  type OpenedMail,
  type ShutFile,
} from '../openpgp/index.ts'
import { personByEmail } from '../people/index.ts'
import { MailUnreadable, type LetterRow, type OpenPgpKeySeen, type ReadMessage } from '../ports/index.ts'
import { placeAmong } from '../replies/index.ts'
import type { World } from '../world.ts'
import type { Known } from './known.ts'
import type { Received } from './letter.ts'

/** A letter as it was read, with what encryption and signatures it came under. */
export interface ReadLetter {
  readonly message: ReadMessage
  /** `isKnown`: a good signature is by the key that we know as its sender's, not by one that came along with it. */
  readonly openpgp: Omit<OpenedMail, 'bytes'> & { readonly isKnown: boolean }
  /** Keys that came with it. */
  readonly keys: readonly OpenPgpKeySeen[]
  /**
   * The mail as it came, where it was encrypted and no signature shows that its sender wrote it: they may have taken
   * down somebody else’s mail, and are shown no more than what they sent. `null`: they know what it says.
   */
  readonly outside: ReadMessage | null
  /** Those of its files that were encrypted by themselves, opened or not; all of them stand in `message` as they came. */
  readonly sealed: readonly SealedFile[]
}

/**
 * `isKnown`: as for the mail itself; `isTheirs`: a good signature inside of the encryption shows that its sender knew
 * what is in it. One around the mail shows no such thing: anybody's file can be attached to one's own words.
 */
export type SealedFile = ShutFile | (OpenedFile & { readonly isKnown: boolean; readonly isTheirs: boolean })

/** A letter with what was read in it. */
export interface Opened extends ReadLetter {
  readonly row: LetterRow
  readonly received: Received
  readonly known: Known
}

/** `null`: it cannot be read within the bounds. Every other failure is the machine's, and thrown. */
export async function readLetter(world: World, bytes: Uint8Array, received: Received): Promise<ReadLetter | null> {
  const { from, keys: known } = await sendersKeys(world, bytes, received)
  const { opened, keys } = await openedWith(world, bytes, known)
  const { bytes: open, ...openpgp } = opened
  try {
    const message = await world.reading.read(open)
    // A header that can be read in two ways is nobody's: the thread names whom this reader finds in it.
    const isFrom = message.from?.address.toLowerCase() === from
    const isKnown = isFrom && (await isAmong(world, openpgp.signature, known))
    const isTheirs = !openpgp.encrypted || openpgp.shut !== null || isKnown || signedBy(message, openpgp, keys)
    const outside = isTheirs ? null : await world.reading.read(bytes)
    const sealed = openpgp.shut === null ? await opensFiles(world, message, { keys, known, isFrom }) : []
    const sessions = [...openpgp.sessions, ...sealed.flatMap((one) => ('sessions' in one ? one.sessions : []))]
    return { message, openpgp: { ...openpgp, isKnown, sessions: [...new Set(sessions)] }, keys, outside, sealed }
  } catch (error) {
    if (error instanceof MailUnreadable && error.code !== 'closed') return null
    throw error
  }
}

async function opensFiles(
  world: World,
  message: ReadMessage,
  whose: { readonly keys: readonly OpenPgpKeySeen[]; readonly known: readonly string[]; readonly isFrom: boolean },
): Promise<readonly SealedFile[]> {
  const { keys, known, isFrom } = whose
  const senders = [...known, ...keys.map(({ armored }) => armored)]
  const files = await openFiles(world, message.attachments, senders)
  return Promise.all(
    files.map(async (one) => {
      if ('shut' in one) return one
      const isKnown = isFrom && (await isAmong(world, one.signature, known))
      return { ...one, isKnown, isTheirs: isKnown || signedBy(message, one, keys) }
    }),
  )
}

/** By a key that came along and names their address: what is signed inside of the encryption, the key’s owner knew. */
function signedBy(
  { from }: ReadMessage,
  { signature }: Pick<OpenedMail, 'signature'>,
  keys: readonly OpenPgpKeySeen[],
) {
  if (signature.state !== 'good' || from === null) return false
  const address = from.address.toLowerCase()
  return keys.some(({ fingerprint, addresses }) => fingerprint === signature.fingerprint && addresses.includes(address))
}

/** Keys come along outside of the encryption, or inside; one that is inside may be the one that signed. */
async function openedWith(world: World, bytes: Uint8Array, known: readonly string[]) {
  const armoredOf = (keys: readonly OpenPgpKeySeen[]) => [...known, ...keys.map(({ armored }) => armored)]
  const outside = await keysOfMail(world, bytes)
  const opened = await openMail(world, bytes, armoredOf(outside))
  if (!opened.encrypted || opened.shut !== null) return { opened, keys: outside }
  const keys = [...outside, ...(await keysOfMail(world, opened.bytes))]
  const again = opened.signature.state === 'unknown' && keys.length > outside.length
  return { opened: again ? await openMail(world, bytes, armoredOf(keys)) : opened, keys }
}

/** Keys on record of whoever has the address that it says it is from: who is asked to answer there, or is known by it. */
async function sendersKeys(
  world: World,
  bytes: Uint8Array,
  { envelope }: Received,
): Promise<{ readonly from: string | undefined; readonly keys: readonly string[] }> {
  const root = entityOf(bytes)
  const from = fromAddressOf(root)
  if (from === undefined) return { from, keys: [] }
  const to = (fieldOf(root, 'to') ?? '').slice(0, 10_000).match(/[^\s<>,;:"]{1,200}@[^\s<>,;:"]{1,200}/g) ?? []
  const { place } = placeAmong(world, await theCommunity(world), [...envelope.to, ...to.slice(0, 50)])
  const ids = [place?.person, await personByEmail(world, from)].filter((one) => one !== undefined)
  const people = await Promise.all(ids.map((one) => loadPerson(world, one)))
  const keys = people.flatMap((one) => (one === null || one.email !== from ? [] : [one.openpgp]))
  return { from, keys: [...new Set(keys)].filter((key) => key !== '') }
}

async function isAmong(world: World, signature: OpenedMail['signature'], keys: readonly string[]): Promise<boolean> {
  if (signature.state !== 'good') return false
  const seen = await Promise.all(keys.map((key) => readIfKey(world, key)))
  return seen.some((key) => key?.fingerprint === signature.fingerprint)
}

/** What a reader has to know of how it came: what could not be opened, what does not fit, whose signature is good. */
export function layersInWords({
  encrypted,
  signature,
  whole,
  shut,
  isKnown,
}: ReadLetter['openpgp']): readonly string[] {
  if (shut !== null) return [shuts[shut]]
  const part = whole ? 'This mail' : 'A part of this mail'
  if (signature.state === 'bad') return ['The OpenPGP signature does not fit: what it says may have been changed.']
  const how = [...(encrypted ? ['encrypted'] : []), ...signedInWords({ signature, isKnown })]
  return how.length === 0 ? [] : [`${part} came ${how.join(' and ')}.`]
}

/** By whose key; nothing where there is no signature, or a bad one. */
export function signedInWords({
  signature,
  isKnown,
}: Pick<ReadLetter['openpgp'], 'signature' | 'isKnown'>): readonly string[] {
  const whose = isKnown ? 'its sender’s OpenPGP key' : 'an OpenPGP key that is not known as its sender’s,'
  if (signature.state === 'good') return [`signed with ${whose} ${grouped(signature.fingerprint)}`]
  return signature.state === 'unknown' ? [`signed with an OpenPGP key that is not known (${signature.keyId})`] : []
}

const shuts = {
  not_for_us: 'This mail is encrypted to other keys than ours and could not be opened here: message.eml is as it came.',
  damaged: 'This mail is encrypted and could not be opened here: it is damaged. message.eml is as it came.',
  too_large: 'This mail is encrypted and could not be opened here: too much is in it. message.eml is as it came.',
} as const
