import { refuse, type Refused } from '../../core/kernel/index.ts'
import { loadCommunity } from '../community/index.ts'
import { OpenPgpFailed, type OpenPgpPublicKey } from '../ports/index.ts'
import type { World } from '../world.ts'

/** A key that signs for the committee: one after another, none is forgotten, the last one signs. */
export interface CommitteeKey extends OpenPgpPublicKey {
  /** From 1. */
  readonly number: number
  readonly privateKey: string
}

const kind = 'openpgp key'
const placeOf = (community: string, number: number) => `${community}/${kind} ${number}`

/** Every key that the committee signed with, the present one first. Throws `VaultFailed` (`tampered`). */
export async function committeeKeys(world: World): Promise<readonly CommitteeKey[]> {
  const { store, vault, community, openpgp } = world
  const keys: CommitteeKey[] = []
  for (let number = 1; ; number += 1) {
    const sealed = await store.lookup(kind, String(number))
    if (sealed === undefined) return keys
    const key = await vault.key(community)
    const privateKey = key.unseal(placeOf(community, number), Uint8Array.fromBase64(sealed))
    keys.unshift({ number, privateKey, ...(await openpgp.publicKey(privateKey)) })
  }
}

/** Whether there is a key of this number; the present key has the last. */
export async function keyNumbered({ store }: World, number: number): Promise<boolean> {
  return (await store.lookup(kind, String(number))) !== undefined
}

/** The present key, made where there is none; `undefined` before the set-up. */
export async function madeCommitteeKey(world: World): Promise<CommitteeKey | undefined> {
  const [present] = await committeeKeys(world)
  if (present !== undefined) return present
  const community = await loadCommunity(world)
  if (community === null) return undefined
  const owner = { name: `${community.name} security`, email: addressIn(community.from) }
  await keep(world, 1, await world.openpgp.makeKey(owner, world.machine.now()))
  // Of two servers that make one at once, the store keeps the first one's.
  return (await committeeKeys(world))[0]
}

/** Takes a key over from elsewhere: from now on it signs. The same key again changes nothing. */
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
    const { fingerprint } = await openpgp.publicKey(privateKey)
    for (;;) {
      const [present] = await committeeKeys(world)
      if (present?.fingerprint === fingerprint) return present
      await keep(world, (present?.number ?? 0) + 1, privateKey)
    }
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
