import type { Community, Person } from '../../core/community/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { parsePolicy, type Policy } from '../../core/policy/index.ts'
import type { World } from '../world.ts'

/** The community as it stands, or `null` before the set-up. */
export async function loadCommunity(world: World): Promise<Community | null> {
  return (await world.records.read('community', world.community)).state
}

/** For use cases that exist only after the set-up. */
export async function theCommunity(world: World): Promise<Community> {
  const community = await loadCommunity(world)
  if (community === null) throw new NotSetUp()
  return community
}

export class NotSetUp extends Error {
  override readonly name = 'NotSetUp'
  readonly code = 'not_set_up'
}

const parsed = new Map<string, Policy>()

/** A version of the community's policy. It was checked before it was adopted. */
export function policyOf(community: Community, version: string = community.policyVersion): Policy {
  const text = community.policies[version]
  if (text === undefined) throw new Error(`the community has no policy version ${version}`)
  const known = parsed.get(text)
  if (known !== undefined) return known
  const read = parsePolicy(text)
  if ('problems' in read) throw new Error(`policy version ${version} can no longer be read`)
  parsed.set(text, read.policy)
  return read.policy
}

export async function loadPerson(world: World, id: PersonId): Promise<Person | null> {
  return (await world.records.read('person', id)).state
}

export async function loadPeople(world: World, ids: Iterable<PersonId>): Promise<ReadonlyMap<PersonId, Person>> {
  const found = new Map<PersonId, Person>()
  for (const id of new Set(ids)) {
    const person = await loadPerson(world, id)
    if (person !== null) found.set(id, person)
  }
  return found
}
