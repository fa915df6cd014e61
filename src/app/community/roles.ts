import type { Role } from '../../core/access/index.ts'
import { membersOf, type Community } from '../../core/community/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import type { World } from '../world.ts'

/**
 * The same, for what is done about the committee: who was invited to a fix team and has not accepted is on none yet, and
 * nominates nobody as a maintainer (C5).
 */
export async function rolesTowardsCommittee(
  world: World,
  community: Community | null,
  person: PersonId,
): Promise<readonly Role[]> {
  const roles = await communityRoles(world, community, person)
  if (!roles.includes('fixer') || (await world.store.readsAny(person))) return roles
  return roles.filter((role) => role !== 'fixer')
}

/** Seat and administration; and, for what is not about one case, whether they are on any case at all. */
export async function communityRoles(
  world: World,
  community: Community | null,
  person: PersonId,
): Promise<readonly Role[]> {
  const roles: Role[] = []
  if (community === null) {
    const first = await world.store.setting('administrator')
    return first === person ? ['administrator'] : []
  }
  if (membersOf(community, world.machine.now()).includes(person)) roles.push('member')
  if (community.administrators.includes(person)) roles.push('administrator')
  // Asked with every request: who has a seat needs no list of theirs.
  if (roles.includes('member')) return roles
  const [any] = await world.store.cases({ person, open: 'all', limit: 1 })
  if (any !== undefined) roles.push('fixer', 'invited')
  return roles
}
