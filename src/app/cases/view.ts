import type { Role } from '../../core/access/index.ts'
import type { Community, Person } from '../../core/community/index.ts'
import type { Actor, CaseId, PersonId, Recorded, Refused } from '../../core/kernel/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import {
  deadlines,
  figures,
  nextSteps,
  phaseOf,
  type Case,
  type CaseEvent,
  type Deadline,
  type Figures,
  type NextStep,
  type Phase,
} from '../../core/process/index.ts'
import { noSuchCase } from '../answers.ts'
import { loadPeople } from '../community/index.ts'
import type { World } from '../world.ts'
import { announcementList, loadCase, rolesThrough, type Through } from './load.ts'

/** A case as one person sees it at an instant. */
export interface CaseView {
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
  /** Where the announcement goes. */
  readonly list: string
  readonly now: Temporal.Instant
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
  const loaded = await loadCase(world, id)
  if (loaded === undefined) return noSuchCase()
  const roles = rolesThrough(loaded, person, through)
  if (roles.length === 0) return noSuchCase()
  await recordRead(world, person, id)
  const { case: c, policy, members, community, stream, together } = loaded
  const now = world.machine.now()
  return {
    case: c,
    community,
    policy,
    roles,
    members,
    people: await loadPeople(world, involved(c, members, stream.records)),
    records: stream.records,
    chain: stream.chain,
    phase: phaseOf(c),
    deadlines: deadlines(c, policy, now),
    steps: nextSteps(c, policy, { person, roles, members }, now),
    figures: figures(c, now),
    mates: together.map((one) => one.id as CaseId).filter((one) => one !== id),
    list: announcementList(community, policy),
    now,
  }
}

/** Everyone whose name a page of the case may show. */
function involved(c: Case, members: readonly PersonId[], records: readonly Recorded<CaseEvent>[]): Set<PersonId> {
  const actors = records.map(({ by }: { by: Actor }) => by).filter((by): by is PersonId => by !== 'product')
  const team = c.fixTeam.map(({ person }) => person)
  return new Set([...members, ...actors, ...team, ...(c.reporter === null ? [] : [c.reporter])])
}

const noted = new Set<string>()

/** Who read what, coalesced per person, case and quarter of an hour. */
async function recordRead(world: World, person: PersonId, id: CaseId): Promise<void> {
  const quarter = world.machine.now().round({ smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'floor' })
  const at = quarter.toString({ smallestUnit: 'minute' })
  const key = `${person} ${id} ${at}`
  if (noted.has(key)) return
  await world.store.commit({ reads: [{ person, case: id, quarter: at }] })
  if (noted.size > 10_000) noted.clear()
  noted.add(key)
}
