import { refuse, type Refused } from '../../core/kernel/index.ts'
import { mostTries, outrun } from '../answers.ts'
import { loadCommunity } from '../community/index.ts'
import {
  OpenPgpFailed,
  type KeyOwner,
  type OpenPgpKeySeen,
  type OpenPgpPublicKey,
  type RevocationReason,
} from '../ports/index.ts'
import type { World } from '../world.ts'

/** A key that signs for the committee: one after another, none is forgotten, the last one signs. */
export interface CommitteeKey extends OpenPgpPublicKey {
  /** From 1; a renewed key has another one. */
  readonly number: number
  readonly privateKey: string
  /** Made here, so that it is renewed here. */
  readonly made: boolean
}

const kind = 'openpgp key'
const placeOf = (community: string, number: number) => `${community}/${kind} ${number}`

/** Every key that the committee signed with, the present one first, each once. Throws `VaultFailed` (`tampered`). */
export async function committeeKeys(world: World): Promise<readonly CommitteeKey[]> {
  const kept = await keptKeys(world)
  const seen = new Set<string>()
  return kept.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint))
}

/** What stands before a key that was made here. */
const madeHere = 'made\n'

/** In every state that they were kept in. */
async function keptKeys(world: World): Promise<readonly CommitteeKey[]> {
  const { store, vault, community, openpgp } = world
  const keys: CommitteeKey[] = []
  for (let number = 1; ; number += 1) {
    const sealed = await store.lookup(kind, String(number))
    if (sealed === undefined) return keys
    const key = await vault.key(community)
    const text = key.unseal(placeOf(community, number), Uint8Array.fromBase64(sealed))
    const made = text.startsWith(madeHere)
    const privateKey = made ? text.slice(madeHere.length) : text
    keys.unshift({ number, privateKey, made, ...(await openpgp.publicKey(privateKey)) })
  }
}

/** Whether there is a key of this number; the present key has the last. */
export async function keyNumbered({ store }: World, number: number): Promise<boolean> {
  return (await store.lookup(kind, String(number))) !== undefined
}

/** So long a key that is made here lasts, and so long before its end it is renewed. */
const lasts = { hours: 3 * 365 * 24 }
const renewedAhead = { hours: 365 * 24 }

/**
 * The present key, made where there is none or it was revoked, and renewed where it was made here and has to be: a year
 * before its end, or for another address of the committee. `undefined` before the set-up.
 */
export async function madeCommitteeKey(world: World): Promise<CommitteeKey | undefined> {
  const { openpgp, machine } = world
  const now = machine.now()
  const [present] = await committeeKeys(world)
  const seen = present === undefined ? undefined : await openpgp.readPublicKey(present.armored, now)
  const isRevoked = seen?.unusable === 'revoked'
  if (present?.made === false && !isRevoked) return present
  const community = await loadCommunity(world)
  if (community === null) return undefined
  const owner = { name: `${community.name} security`, email: addressIn(community.from) }
  if (present === undefined || seen === undefined || isRevoked) {
    const made = await openpgp.makeKey(owner, now, now.add(lasts))
    await keep(world, (await lastNumber(world)) + 1, madeHere + made)
  } else {
    const renewed = await renewedIfDue(world, present, seen, owner)
    if (renewed === undefined) return present
    await keep(world, (await lastNumber(world)) + 1, madeHere + renewed)
  }
  // Of two servers that make one at once, the store keeps the first one's.
  return (await committeeKeys(world))[0]
}

/** `undefined`: it lasts, and names the address. */
async function renewedIfDue(
  { openpgp, machine }: World,
  { privateKey }: CommitteeKey,
  { addresses, expires }: OpenPgpKeySeen,
  owner: KeyOwner,
): Promise<string | undefined> {
  const now = machine.now()
  const isLong = expires !== null && Temporal.Instant.compare(expires, now.add(renewedAhead)) > 0
  if (isLong && addresses.includes(owner.email)) return undefined
  const renewed = await openpgp.renewKey(privateKey, owner, now, now.add(lasts))
  // An address that a key cannot name would be tried again and again.
  const { armored } = await openpgp.publicKey(renewed)
  const isNamed = (await openpgp.readPublicKey(armored, now)).addresses.includes(owner.email)
  return isLong && !isNamed ? undefined : renewed
}

/**
 * Says of the present key that nobody is to use it any more, and makes another one. The revoked one stays published, so
 * that whoever has a copy learns of it, and still opens what was encrypted to it.
 */
export async function revokeCommitteeKey(world: World, reason: RevocationReason): Promise<CommitteeKey | Refused> {
  const present = await madeCommitteeKey(world)
  if (present === undefined) return refuse('not_set_up', 'C1', 'The community is not set up.', 'Set it up first.')
  const revoked = await world.openpgp.revokeKey(present.privateKey, reason, world.machine.now())
  await keep(world, (await lastNumber(world)) + 1, (present.made ? madeHere : '') + revoked)
  const next = await madeCommitteeKey(world)
  if (next === undefined) throw new TypeError('a community without a key')
  return next
}

async function lastNumber(world: World): Promise<number> {
  return (await keptKeys(world))[0]?.number ?? 0
}

/**
 * Takes a key over from elsewhere: from now on it signs, and mail is encrypted to it. A key that is known already takes
 * the state that it has now (a later end, for example).
 */
export async function importCommitteeKey(
  world: World,
  armored: string,
  passphrase: string,
): Promise<CommitteeKey | Refused> {
  const { openpgp, machine } = world
  if ((await loadCommunity(world)) === null) {
    return refuse('not_set_up', 'C1', 'The community is not set up.', 'Set it up first.')
  }
  try {
    const privateKey = await openpgp.readKey(armored, passphrase, machine.now())
    for (let attempt = 1; attempt <= mostTries; attempt += 1) {
      const [present] = await committeeKeys(world)
      if (present?.privateKey === privateKey) return present
      await keep(world, (await lastNumber(world)) + 1, privateKey)
    }
    return outrun()
  } catch (error) {
    if (!(error instanceof OpenPgpFailed)) throw error
    return refuse(error.code, 'R5', `${error.message}.`, 'Export it with: gpg --armor --export-secret-keys KEY')
  }
}

/** Where somebody else's key took the number, this one is not kept. */
async function keep({ store, vault, community }: World, number: number, privateKey: string): Promise<void> {
  const sealed = (await vault.key(community)).seal(placeOf(community, number), privateKey)
  await store.commit({ lookups: [{ kind, key: String(number), value: sealed.toBase64() }] })
}

/** `Committee <security@example.org>` → the address alone. */
function addressIn(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from
}
