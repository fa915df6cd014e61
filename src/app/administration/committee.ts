import type { Community, Seat } from '../../core/community/index.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { duties, type Duty, type Policy } from '../../core/policy/index.ts'
import { loadPeople, policyOf, theCommunity } from '../community/index.ts'
import { listCases } from '../cases/index.ts'
import type { World } from '../world.ts'
import { committeeWarnings, type CommitteeWarning } from './balance.ts'

export interface SeatedMember extends Seat {
  readonly name: string
  readonly affiliation: string
}

export interface Committee {
  readonly community: Community
  readonly policy: Policy
  readonly members: readonly SeatedMember[]
}

/** The committee as anybody may see it: names, affiliations, and how to reach it. Nobody's own address. */
export async function committeeOf(world: World): Promise<Committee> {
  const community = await theCommunity(world)
  const people = await loadPeople(
    world,
    community.seats.map(({ person }) => person),
  )
  const members = community.seats.map((seat) => {
    const person = people.get(seat.person)
    return { ...seat, name: person?.name ?? 'somebody', affiliation: person?.affiliation ?? '' }
  })
  return { community, policy: policyOf(community), members }
}

export function warningsOf({ policy, members }: Committee): readonly CommitteeWarning[] {
  return committeeWarnings(
    policy,
    members.map(({ affiliation }) => affiliation),
  )
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
  const held = new Map<PersonId | null, HeldDuty[]>()
  for (const { case: id, summary, phase } of cases) {
    const c = (await world.records.read('case', id)).state
    if (c === null || summary === null || phase === 'set-aside') continue
    for (const duty of duties) {
      const holder = c.duties[duty] ?? null
      held.set(holder, [...(held.get(holder) ?? []), { duty, case: id, title: summary.title }])
    }
  }
  return held
}
