import { membersOf, type Community } from '../../core/community/index.ts'
import { idFrom, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import type { Role } from '../../core/access/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import { rolesOn, type Case, type CaseEvent, type Context } from '../../core/process/index.ts'
import { loadPeople, policyOf, theCommunity } from '../community/index.ts'
import type { Stream } from '../records/index.ts'
import type { World } from '../world.ts'

export type CaseStream = Stream<CaseEvent, Case>

/** A case with what decisions about it look at. */
export interface LoadedCase {
  readonly stream: CaseStream
  readonly case: Case
  readonly community: Community
  readonly policy: Policy
  readonly members: readonly PersonId[]
  /** The cases of its release, itself included, in the order of their ids. */
  readonly together: readonly CaseStream[]
}

/** `undefined` when there is no such case. Whether somebody may see it is asked apart. */
export async function loadCase(world: World, id: CaseId): Promise<LoadedCase | undefined> {
  const stream = await world.records.read('case', id)
  const c = stream.state
  if (c === null) return undefined
  const community = await theCommunity(world)
  const together = await releaseMates(world, stream)
  return { stream, case: c, community, policy: policyOf(community, c.policy), members: membersOf(community), together }
}

async function releaseMates(world: World, stream: CaseStream): Promise<readonly CaseStream[]> {
  const release = stream.state?.release
  if (release == null) return [stream]
  const { state } = await world.records.read('release', release.id)
  const others = (state?.cases ?? []).filter((id) => id !== stream.id)
  const mates = await Promise.all(others.map((id) => world.records.read('case', id)))
  return [stream, ...mates.filter(({ state: mate }) => mate !== null && mate.closed === null)].sort((one, other) =>
    one.id < other.id ? -1 : 1,
  )
}

/** What core's decisions look at, for one person on one of the loaded cases. */
export async function contextFor(
  world: World,
  loaded: LoadedCase,
  by: PersonId | 'product',
  now: Temporal.Instant,
  through: Through = 'session',
): Promise<(c: Case) => Context> {
  const { community, members, policy } = loaded
  const people = await loadPeople(world, by === 'product' ? members : [by, ...members])
  const names = Object.fromEntries([...people].map(([id, { name }]) => [id, name]))
  const fresh = {
    case: idFrom('c', world.machine.random(12)),
    release: idFrom('r', world.machine.random(12)),
  }
  return (c) => ({
    policy,
    now,
    by,
    roles: by === 'product' ? [] : rolesThrough({ case: c, members }, by, through),
    members,
    names,
    together: loaded.together.flatMap(({ state }) => (state === null ? [] : [state])),
    list: announcementList(community, policy),
    community: community.name,
    address: community.address,
    fresh,
  })
}

export type Through = 'session' | 'link'

/** What a person is on a case, by what they came in by. */
export function rolesThrough(
  { case: c, members }: Pick<LoadedCase, 'case' | 'members'>,
  person: PersonId,
  through: Through = 'session',
): readonly Role[] {
  const roles = rolesOn(c, person, members)
  return through === 'link' ? roles.filter((role) => role === 'reporter') : roles
}

export function announcementList(community: Community, policy: Policy): string {
  return community.announceTo === '' ? policy.release.list.address : community.announceTo
}
