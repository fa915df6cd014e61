import { dayOf } from '../../core/clock/index.ts'
import { can, type Role } from '../../core/access/index.ts'
import { membersOf, type Community, type Person } from '../../core/community/index.ts'
import {
  isRefused,
  refuse,
  type Actor,
  type CaseId,
  type PersonId,
  type Recorded,
  type Refused,
} from '../../core/kernel/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import {
  deadlines,
  figures,
  nextSteps,
  phaseOf,
  reportersOf,
  rolesOn,
  type Case,
  type CaseEvent,
  type Deadline,
  type Figures,
  type NextStep,
  type Phase,
  type Post,
} from '../../core/process/index.ts'
import { noSuchCase } from '../answers.ts'
import { loadCommunity, loadPeople } from '../community/index.ts'
import type { World } from '../world.ts'
import { announcementList, loadCase, rolesThrough, type LoadedCase, type Through } from './load.ts'
import { endsTold, type EndTold } from './endTold.ts'
import { recordRead } from './reads.ts'
import { carriedPosts } from './split.ts'
import { seesCase, shownRecords, shownTo, veiled } from './veil.ts'

/** A case as one person sees it at an instant. */
export interface CaseView {
  /** Somebody who is only invited finds nothing in it; a reporter, nothing of the team's room. */
  readonly case: Case
  readonly community: Community
  readonly policy: Policy
  readonly roles: readonly Role[]
  readonly members: readonly PersonId[]
  readonly people: ReadonlyMap<PersonId, Person>
  readonly records: readonly Recorded<CaseEvent>[]
  /** The chain's last value: what `tocsin log verify` and witnesses compare. */
  readonly chain: string
  readonly phase: Phase
  readonly deadlines: readonly Deadline[]
  readonly steps: readonly NextStep[]
  readonly figures: Figures
  /** Other cases of the same release. */
  readonly mates: readonly CaseId[]
  /** Messages of the case that this one was split from. */
  readonly carried: readonly Post[]
  /** Where the announcement goes. */
  readonly list: string
  readonly now: Temporal.Instant
  /** Whose access ended, and whether they were told; for those who may end access. */
  readonly accessEnded: ReadonlyMap<PersonId, EndTold>
  /** Up to which message of the thread this person has come. */
  readonly seen: number
}

/**
 * A case for someone who may see it; for everyone else the answer is the one for a case that does not exist. What
 * they may see of it is the caller's to ask of the access table with `roles`. Reading is recorded.
 */
export async function viewCase(
  world: World,
  person: PersonId,
  id: CaseId,
  through: Through = 'session',
): Promise<CaseView | Refused> {
  const loaded = await loadVisible(world, person, id, through)
  if (isRefused(loaded)) return loaded
  await recordRead(world, person, id)
  const { roles } = loaded
  return seesCase(roles) ? viewOf(world, person, loaded) : invitationOf(world, person, loaded)
}

type VisibleCase = LoadedCase & { readonly roles: readonly Role[] }

/** A case for someone who is somebody on it. Nothing is recorded. */
async function loadVisible(
  world: World,
  person: PersonId,
  id: CaseId,
  through: Through = 'session',
): Promise<VisibleCase | Refused> {
  const loaded = await loadCase(world, id)
  if (loaded === undefined) return goneFor(world, person, id)
  const roles = rolesThrough(loaded, person, through)
  return roles.length === 0 ? noSuchCase() : { ...loaded, roles }
}

/** A member finds what became of an erased case; for everyone else it is as if there had been none. */
async function goneFor(world: World, person: PersonId, id: CaseId): Promise<Refused> {
  const community = await loadCommunity(world)
  const erased = community?.erased.find((one) => one.case === id)
  if (community === null || erased === undefined) return noSuchCase()
  if (!membersOf(community, world.machine.now()).includes(person)) return noSuchCase()
  const says = `The case was erased on ${dayOf(erased.at)}: ${erased.reason}`
  return refuse('erased', 'T1', says, 'Nothing of it can be read any more; that it was erased is in the record.')
}

async function viewOf(world: World, person: PersonId, visible: VisibleCase): Promise<CaseView> {
  const { case: c, policy, members, community, stream, mates, roles } = visible
  const now = world.machine.now()
  const isMember = roles.includes('member')
  const known = isMember ? mates : await seenOf(world, person, members, mates)
  const splitSeen = isMember ? c.related.splitInto : await seenOf(world, person, members, c.related.splitInto)
  const whole = known.length === mates.length
  const carried = await carriedPosts(world, roles, c)
  const accessEnded = can(roles, 'revokeAccess')
    ? await endsTold(world, c, stream.records)
    : new Map<PersonId, EndTold>()
  const people = involved(c, members, [...stream.records, ...carried])
  return {
    case: shownTo(roles, c, whole),
    community,
    policy,
    roles,
    members,
    mates: known,
    carried,
    now,
    seen: await world.store.seen(person, c.id),
    accessEnded,
    people: await loadPeople(world, [...people, ...accessEnded.keys()]),
    records: shownRecords(stream.records, roles, whole, splitSeen),
    chain: stream.chain,
    phase: phaseOf(c),
    deadlines: deadlines(c, policy, now),
    steps: nextSteps(
      c,
      policy,
      {
        person,
        roles,
        members,
        cna: community.cna !== null,
      },
      now,
    ),
    figures: figures(c, now),
    list: announcementList(community, policy),
  }
}

/**
 * Of the other cases of a release, or of those split off, the ones that an engineer is on, too: that there are more, or
 * what they are about, is not theirs to know.
 */
async function seenOf(
  world: World,
  person: PersonId,
  members: readonly PersonId[],
  others: readonly CaseId[],
): Promise<readonly CaseId[]> {
  const states = await Promise.all(others.map(async (id) => (await world.records.read('case', id)).state))
  return states.flatMap((c) => (c !== null && seesCase(rolesOn(c, person, members)) ? [c.id] : []))
}

/** F2: nothing of the case is shown before its terms are accepted. */
async function invitationOf(world: World, person: PersonId, visible: VisibleCase): Promise<CaseView> {
  const { case: c, policy, members, community, stream, roles } = visible
  const now = world.machine.now()
  const veil = veiled(c, person)
  return {
    case: veil,
    community,
    policy,
    roles,
    members,
    now,
    seen: 0,
    accessEnded: new Map(),
    people: await loadPeople(world, [...members, person]),
    records: [],
    chain: stream.chain,
    phase: phaseOf(veil),
    deadlines: [],
    steps: nextSteps(
      c,
      policy,
      {
        person,
        roles,
        members,
      },
      now,
    )
      .filter((step) => step.can)
      .map((step) => ({
        ...step,
        who: [person],
        due: null,
        late: false,
        waitsFor: null,
        fields: {},
      })),
    figures: figures(veil, now),
    mates: [],
    carried: [],
    list: announcementList(community, policy),
  }
}

/** Everyone whose name a page of the case may show. */
function involved(c: Case, members: readonly PersonId[], records: readonly { readonly by: Actor }[]): Set<PersonId> {
  const actors = records.map(({ by }) => by).filter((by): by is PersonId => by !== 'product')
  const team = c.fixTeam.map(({ person }) => person)
  const named = [...reportersOf(c), ...Object.values(c.duties), ...c.plan.map(({ by }) => by)]
  const credited = Object.keys(c.credits) as PersonId[]
  return new Set([...members, ...actors, ...team, ...credited, ...named.filter((one) => one != null)])
}
