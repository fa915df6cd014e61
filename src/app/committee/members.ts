import { dayOf } from '../../core/clock/index.ts'
import {
  affiliationOn,
  leaveOf,
  standInsAt,
  warningsFor,
  presentAt,
  type Seat,
  type Warning,
} from '../../core/committee/index.ts'
import type { Community } from '../../core/community/index.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { duties, type Duty, type Policy } from '../../core/policy/index.ts'
import { loadPeople, policyOf, theCommunity } from '../community/index.ts'
import { listCases } from '../cases/index.ts'
import type { World } from '../world.ts'

export interface SeatedMember extends Pick<Seat, 'person' | 'since' | 'source' | 'ends' | 'nominatedBy' | 'proposal'> {
  readonly name: string
  readonly affiliation: string
  /** Armored public key; empty: none known. */
  readonly openpgp: string
  /** The last day of a leave that runs, for people of the committee. */
  readonly away: string | null
  /** For a stand-in: whose place they take, and until the end of which day. */
  readonly standsInFor: PersonId | null
}

export interface CommitteeMembers {
  readonly community: Community
  readonly policy: Policy
  readonly members: readonly SeatedMember[]
  readonly warnings: readonly Warning[]
}

/** The committee as anybody may see it: names, affiliations, keys, and how to reach it. Nobody's own address. */
export async function committeeOf(world: World): Promise<CommitteeMembers> {
  const community = await theCommunity(world)
  const policy = policyOf(community)
  const now = world.machine.now()
  const { committee } = community
  const standIns = standInsAt(committee, now)
  const people = await loadPeople(world, [
    ...committee.seats.map(({ person }) => person),
    ...standIns.map(({ standIn }) => standIn),
  ])
  const known = Object.fromEntries([...people].map(([id, { affiliation }]) => [id, affiliation]))
  const about = (person: PersonId) => ({
    person,
    name: people.get(person)?.name ?? 'somebody',
    affiliation: affiliationOn(committee, person, dayOf(now), known),
    openpgp: people.get(person)?.openpgp ?? '',
  })
  const seated = committee.seats.map(({ person, since, source, ends, nominatedBy, proposal }): SeatedMember => ({
    ...about(person),
    since,
    source,
    ends,
    nominatedBy,
    proposal,
    away: leaveOf(committee, person, now)?.to ?? null,
    standsInFor: null,
  }))
  const standing = standIns.map(({ standIn, leave }): SeatedMember => ({
    ...about(standIn),
    since: `${leave.from}T00:00:00Z`,
    source: 'stand-in',
    ends: leave.to,
    nominatedBy: leave.person,
    proposal: leave.proposal,
    away: null,
    standsInFor: leave.person,
  }))
  const warnings = warningsFor(committee, policy, presentAt(committee, now), dayOf(now), known)
  return { community, policy, members: [...seated, ...standing], warnings }
}

/** How many duties of open cases are looked at: of the cases that changed last. */
const within = 100

export interface HeldDuty {
  readonly duty: Duty
  readonly case: CaseId
  readonly title: string
}

/** Which duties of open cases each member holds (C2), as a member sees it; those nobody holds stand under `null`. */
export async function heldDuties(
  world: World,
  member: PersonId,
): Promise<ReadonlyMap<PersonId | null, readonly HeldDuty[]>> {
  const { cases } = await listCases(world, member, { limit: within })
  const streams = await world.records.readAll(
    'case',
    cases.map((one) => one.case),
  )
  const listed = policyOf(await theCommunity(world)).committee.duties.list.map(({ id }) => id)
  const held = new Map<PersonId | null, HeldDuty[]>()
  for (const { case: id, summary, phase } of cases) {
    const c = streams.get(id)?.state
    // What waits to be confirmed is nobody's work yet: a flood would fill the page.
    if (c == null || summary === null || phase === 'set-aside' || phase === 'held') continue
    for (const duty of duties) {
      const holder = c.duties[duty] ?? null
      if (holder === null && !listed.includes(duty)) continue
      held.set(holder, [...(held.get(holder) ?? []), { duty, case: id, title: summary.title }])
    }
  }
  return held
}
