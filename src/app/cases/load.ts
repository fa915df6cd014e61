import { membersOf, type Community } from '../../core/community/index.ts'
import { idFrom, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import type { Role } from '../../core/access/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import { rolesOn, type Case, type CaseEvent, type Context, type NoCase } from '../../core/process/index.ts'
import { NotSetUp, policyOf } from '../community/index.ts'
import { VaultFailed, type Append } from '../ports/index.ts'
import type { Stream, StreamOf } from '../records/index.ts'
import type { World } from '../world.ts'

export type CaseStream = Stream<CaseEvent, Case>

/** A case with what decisions about it look at. */
export interface LoadedCase {
  readonly stream: CaseStream
  readonly case: Case
  readonly community: Community
  readonly policy: Policy
  readonly members: readonly PersonId[]
  /** The cases of its release that are open, itself always included, in the order of their ids. */
  readonly together: readonly CaseStream[]
  /** All other cases of its release, those that are closed, too. */
  readonly mates: readonly CaseId[]
  /** What a decision also rests on: the committee's seats, the release's list. It fails when they change meanwhile. */
  readonly restsOn: readonly Append[]
  /** Another case that the act names. */
  readonly named?: { readonly id: CaseId; readonly found: CaseStream | NoCase } | undefined
}

/** `undefined` when there is no such case, or it was erased. Whether somebody may see it is asked apart. */
export async function loadCase(world: World, id: CaseId): Promise<LoadedCase | undefined> {
  const stream = await world.records.read('case', id)
  const c = stream.state
  if (c === null) return undefined
  const seats = await world.records.read('community', world.community)
  const community = seats.state
  if (community === null) throw new NotSetUp()
  assertOlder(seats, stream)
  const release = c.release === null ? null : await world.records.read('release', c.release.id)
  const mates = await matesOf(world, stream, release)
  return {
    stream,
    case: c,
    community,
    policy: policyOf(community, c.policy),
    members: membersOf(community, world.machine.now()),
    together: [stream, ...mates.filter(({ state }) => state?.closed === null)].sort(byId),
    mates: mates.map((mate) => mate.id as CaseId),
    restsOn: [
      world.records.unchanged('community', seats),
      ...(release === null ? [] : [world.records.unchanged('release', release)]),
    ],
  }
}

/**
 * Whoever takes a community's records out of the database could found it anew with themselves on the committee. The
 * cases still know when they were opened; a time cannot be changed in either record.
 */
function assertOlder({ records: [founded] }: StreamOf<'community'>, { id, records: [opened] }: CaseStream): void {
  if (founded === undefined || opened === undefined || founded.at <= opened.at) return
  throw new VaultFailed('tampered', `${id} is older than its community`)
}

async function matesOf(world: World, { id }: CaseStream, release: StreamOf<'release'> | null): Promise<CaseStream[]> {
  const others = (release?.state?.cases ?? []).filter((one) => one !== id)
  const mates = await Promise.all(others.map((one) => world.records.read('case', one)))
  return mates.filter(({ state }) => state !== null).sort(byId)
}

function byId(one: CaseStream, other: CaseStream): number {
  return one.id < other.id ? -1 : 1
}

/** What core's decisions look at, for one person on one of the loaded cases. `also`: whose names it may need besides. */
export async function contextFor(
  world: World,
  loaded: LoadedCase,
  by: PersonId | 'product',
  now: Temporal.Instant,
  through: Through = 'session',
  also: readonly PersonId[] = [],
): Promise<(c: Case) => Context> {
  const { community, members, policy } = loaded
  const known = await Promise.all(
    [...(by === 'product' ? [] : [by]), ...also].map((one) => world.records.recent('person', one)),
  )
  const names = Object.fromEntries(known.flatMap(({ state }) => (state === null ? [] : [[state.id, state.name]])))
  const fresh = {
    case: idFrom('c', world.machine.random(12)),
    release: idFrom('r', world.machine.random(12)),
    person: idFrom('p', world.machine.random(12)),
  }
  return (c) => ({
    policy: policyOf(community, c.policy),
    policyAt: (version) => (Object.hasOwn(community.policies, version) ? policyOf(community, version) : undefined),
    caseAt: (id) => (id === loaded.named?.id ? caseIn(loaded.named.found) : 'unknown'),
    now,
    by,
    roles: by === 'product' ? [] : rolesThrough({ case: c, members }, by, through),
    members,
    names,
    together: loaded.together.flatMap(({ state }) => (state === null ? [] : [state])),
    list: announcementList(community, policy),
    community: community.name,
    repositories: new Map(
      community.projects.flatMap(({ name, repository }) => (repository ? [[name, repository]] : [])),
    ),
    address: community.address,
    fresh,
  })
}

function caseIn(found: CaseStream | NoCase): Case | NoCase {
  return typeof found === 'string' ? found : (found.state ?? 'unknown')
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
