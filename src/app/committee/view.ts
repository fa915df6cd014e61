import { dayOf } from '../../core/clock/index.ts'
import type { Role } from '../../core/access/index.ts'
import {
  balanceAt,
  committeeInWords,
  coverFrom,
  dayAfter,
  graceOf,
  isCommitteeEvent,
  newest,
  notGiven,
  proposalNumbered,
  removalOf,
  offBoarding,
  turnsFrom,
  seatedPeople,
  warningsFor,
  whoLeft,
  presentAt,
  type Balance,
  type Committee,
  type DayCover,
  type Grace,
  type Happening,
  type OffBoarding,
  type Proposal,
  type Turn,
  type Warning,
} from '../../core/committee/index.ts'
import type { Community, Person } from '../../core/community/index.ts'
import type { Actor, PersonId } from '../../core/kernel/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import { loadPeople, policyOf, rolesTowardsCommittee } from '../community/index.ts'
import type { World } from '../world.ts'
import { activityOf, type Activity } from './activity.ts'
import { communityStream } from './stream.ts'
import { figuresOf, type MedianFigures } from './figures.ts'
import { involvedIn, knownIn } from './people.ts'

/** The committee as one of its people sees it at an instant. */
export interface CommitteeView {
  readonly community: Community
  readonly policy: Policy
  readonly version: number
  readonly roles: readonly Role[]
  readonly people: ReadonlyMap<PersonId, Person>
  readonly now: Temporal.Instant
  readonly balance: Balance
  readonly grace: Grace | null
  readonly warnings: readonly Warning[]
  /** Day by day from today. */
  readonly cover: readonly DayCover[]
  readonly turns: readonly Turn[]
  /** Decided proposals, the newest first. */
  readonly decided: readonly Proposal[]
  readonly offBoarding: readonly OffBoarding[]
  /** C9, C12: for members' eyes only; empty for everybody else. */
  readonly activity: readonly Activity[]
  /** What it is all for, over the cases with a fixed release; for members, who see them all. */
  readonly figures: readonly MedianFigures[]
}

export interface ViewRequest {
  /** How many days of cover; at most a year. */
  readonly days?: number
  /** How many decided proposals. */
  readonly decided?: number
}

export async function viewCommittee(
  world: World,
  person: PersonId,
  { days = 28, decided = 20 }: ViewRequest = {},
): Promise<CommitteeView> {
  const { state, version } = await communityStream(world)
  const policy = policyOf(state)
  const now = world.machine.now()
  const roles = await rolesTowardsCommittee(world, state, person)
  const isMember = roles.includes('member')
  const trusted = isMember || roles.includes('administrator')
  const community = trusted ? state : withoutRemovals(state)
  const { committee } = community
  const newestClosed = newest(committee.closed, Math.min(decided, 200))
  const shown = trusted ? newestClosed : newestClosed.filter((one) => removalOf(one) === null)
  const about = shown.flatMap(({ subject, by }) => [
    ...('person' in subject ? [subject.person] : []),
    ...(by === 'product' ? [] : [by]),
  ])
  const people = await loadPeople(world, [...involvedIn(committee), ...about])
  const known = knownIn(people)
  const today = dayOf(now)
  const { rotation } = policy.committee
  return {
    community,
    policy,
    version,
    roles,
    people: trusted ? people : withoutWhoLeft(people, committee, about),
    now,
    balance: balanceAt(committee, policy, now, known),
    grace: graceOf(committee, policy, now, known),
    warnings: [
      ...warningsFor(committee, policy, presentAt(committee, now), today, known),
      ...notGiven(
        policy,
        seatedPeople(committee).flatMap((one) => people.get(one) ?? []),
      ),
    ],
    cover: coverFrom(committee, policy, today, dayAfter(today, Math.min(Math.max(days, 1), 366) - 1)),
    turns: rotation === undefined ? [] : turnsFrom(committee, rotation, today, 6),
    decided: shown,
    offBoarding: trusted ? offBoarding(committee, policy) : [],
    activity: isMember ? await activityOf(world, person) : [],
    figures: isMember ? await figuresOf(world, person) : [],
  }
}

/**
 * C12: what speaks for removing somebody, and who voted how, is for the committee, and for administrators, who record
 * another body's decision. Engineers and whoever is invited see a committee in which nobody proposed it.
 */
function withoutRemovals(community: Community): Community {
  const { committee } = community
  const open = committee.open.filter((one) => removalOf(one) === null)
  return { ...community, committee: { ...committee, open } }
}

/** Whose seat ended is named to nobody outside, unless something they see is about them. */
function withoutWhoLeft(
  people: ReadonlyMap<PersonId, Person>,
  committee: Committee,
  about: readonly PersonId[],
): ReadonlyMap<PersonId, Person> {
  const shown = new Set([...involvedIn({ ...committee, left: [] }), ...about])
  return new Map([...people].filter(([id]) => shown.has(id) || !whoLeft(committee).has(id)))
}

/** The balance on a day ahead: with the leaves, stand-ins, step-downs and affiliations that are known of (C6). */
export async function balanceOn(
  world: World,
  day: string,
): Promise<{ balance: Balance; warnings: readonly Warning[] }> {
  const { state: community } = await communityStream(world)
  const { committee } = community
  const policy = policyOf(community)
  const known = knownIn(await loadPeople(world, involvedIn(committee)))
  const at = Temporal.Instant.from(`${day}T12:00:00Z`)
  return {
    balance: balanceAt(committee, policy, at, known),
    warnings: warningsFor(committee, policy, presentAt(committee, at), day, known),
  }
}

export interface CommitteeRecord {
  readonly version: number
  readonly at: string
  readonly by: Actor
  readonly type: string
  readonly clause: string
  readonly says: string
}

/** What happened to the committee, in words, the newest first. */
export async function committeeRecord(
  world: World,
  most = 100,
): Promise<{ readonly records: readonly CommitteeRecord[]; readonly people: ReadonlyMap<PersonId, Person> }> {
  const { records, state } = await communityStream(world)
  const rules = rulesIn(state)
  const own = records.filter(({ event }) => event.type === 'PolicyAdopted' || isCommitteeEvent(event)).slice(-most)
  const people = await loadPeople(world, namedIn(own.map(({ event, by }) => ({ ...event, by, yaml: '' }))))
  const who = (id: PersonId | null) => (id === null ? 'nobody' : (people.get(id)?.name ?? 'somebody'))
  const told = own
    .toReversed()
    .flatMap(({ version, at, by, event }): CommitteeRecord[] =>
      event.type === 'PolicyAdopted' || isCommitteeEvent(event)
        ? [{ version, at, by, type: event.type, ...committeeInWords(event, who, rules) }]
        : [],
    )
  return { records: told, people }
}

/** Every person's id that stands anywhere in some values. */
function namedIn(value: unknown): Set<PersonId> {
  return new Set((JSON.stringify(value).match(/p-[0-9a-z]{12}/g) ?? []) as PersonId[])
}

/** What an act put on record, in words. */
export async function committeeTold(
  world: World,
  events: readonly Happening[],
): Promise<readonly { readonly type: string; readonly clause: string; readonly says: string }[]> {
  const people = await loadPeople(world, namedIn(events.map((event) => ({ ...event, yaml: '' }))))
  const rules = rulesIn((await communityStream(world)).state)
  const who = (id: PersonId | null) => (id === null ? 'nobody' : (people.get(id)?.name ?? 'somebody'))
  return events.map((event) => ({ type: event.type, ...committeeInWords(event, who, rules) }))
}

/** The clause under which a proposal is decided. */
function rulesIn({ committee }: Community): (proposal: number) => string | undefined {
  return (proposal) => proposalNumbered(committee, proposal)?.rule.clause
}
