import { directoryPlace, grouped, joined } from '../../core/openpgp/index.ts'
import { loadCommunity } from '../community/index.ts'
import { OpenPgpFailed, type OpenPgpKeySeen } from '../ports/index.ts'
import type { World } from '../world.ts'
import { committeeKeys, madeCommitteeKey, type CommitteeKey } from './committeeKey.ts'

/** The committee's present key as everybody may see it. */
export interface ShownKey extends OpenPgpKeySeen {
  /** The fingerprint in groups of four. */
  readonly grouped: string
  readonly key: CommitteeKey
}

/** The key to write to the committee with; `undefined` before the set-up. */
export async function shownCommitteeKey(world: World): Promise<ShownKey | undefined> {
  const key = await madeCommitteeKey(world)
  if (key === undefined) return undefined
  const seen = await world.openpgp.readPublicKey(key.armored, world.machine.now())
  return { ...seen, grouped: grouped(seen.fingerprint), key }
}

/** The fingerprint of somebody's key, in groups of four; `undefined` where there is none, or it is good for nothing. */
export async function fingerprintOf(world: World, openpgp: string): Promise<string | undefined> {
  if (openpgp === '') return undefined
  try {
    const { fingerprint, unusable } = await world.openpgp.readPublicKey(openpgp, world.machine.now())
    return unusable === null ? grouped(fingerprint) : undefined
  } catch (error) {
    if (error instanceof OpenPgpFailed) return undefined
    throw error
  }
}

/**
 * What a Web Key Directory answers: the committee's key in binary, under its own address alone, and only where the key
 * itself names that address (draft-koch-openpgp-webkey-service, section 3.1). `domain`: as the path names it, if it does.
 */
export async function directoryKey(world: World, name: string, domain?: string): Promise<Uint8Array | undefined> {
  const community = await loadCommunity(world)
  if (community === null) return undefined
  const place = directoryPlace(world.machine.sha1, community.from)
  if (place.name !== name || (domain !== undefined && domain.toLowerCase() !== place.domain)) return undefined
  await madeCommitteeKey(world)
  const keys = await committeeKeys(world)
  const now = world.machine.now()
  const seen = await Promise.all(keys.map(({ armored }) => world.openpgp.readPublicKey(armored, now)))
  const named = seen.filter(({ addresses }) => addresses.includes(community.from.toLowerCase()))
  // The present one, and those that nobody is to use any more: so whoever has a copy learns of it.
  const given = named.filter(
    ({ fingerprint, unusable }) => fingerprint === keys[0]?.fingerprint || unusable === 'revoked',
  )
  return given.some(({ unusable }) => unusable === null) ? joined(given.map(({ bytes }) => bytes)) : undefined
}

/** Whether a directory of this domain is here at all: mail programs ask for its policy first. */
export async function hasDirectory(world: World, domain?: string): Promise<boolean> {
  const community = await loadCommunity(world)
  if (community === null) return false
  return domain === undefined || domain.toLowerCase() === directoryPlace(world.machine.sha1, community.from).domain
}
