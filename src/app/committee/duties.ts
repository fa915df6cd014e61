import { membersOf, type Community } from '../../core/community/index.ts'
import type { CommitteeEvent } from '../../core/committee/index.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { duties, type Duty } from '../../core/policy/index.ts'
import { audienceOf, type Case, type CaseEvent } from '../../core/process/index.ts'
import { policyOf } from '../community/index.ts'
import { staleAudiences, type Change } from '../cases/index.ts'
import type { Unlisted } from '../ports/index.ts'
import type { StreamOf } from '../records/index.ts'
import type { World } from '../world.ts'

/** Whose duties on cases end with some events of the committee, which of them, why, and who takes them over. */
interface Ending {
  readonly person: PersonId
  readonly duty: Duty | 'all'
  readonly to: PersonId | null
  readonly note: string
}

function endings(before: Community, after: Community, events: readonly CommitteeEvent[], now: Temporal.Instant) {
  const holding = membersOf(after, now)
  const gone = before.committee.holding.filter((one) => !holding.includes(one))
  const whole = gone.map((person): Ending => {
    const leaves = after.committee.leaves
    const standIn = leaves.find((one) => one.person === person && one.standIn !== null && holding.includes(one.standIn))
    const stoodIn = leaves.findLast((one) => one.standIn === person && holding.includes(one.person))
    const to = standIn?.standIn ?? stoodIn?.person ?? null
    return { person, duty: 'all', to, note: 'The rights of the seat ended (C13).' }
  })
  const single = events.flatMap((event): Ending[] =>
    event.type === 'DutyTakenAway'
      ? [{ person: event.person, duty: event.duty, to: null, note: `Decided by proposal ${event.proposal} (C12).` }]
      : [],
  )
  // What somebody named, or the policy has, before what follows from the end of rights alone.
  return [...events.flatMap((event) => begun(after, event)), ...whole, ...single]
}

/** C10: nothing is left with somebody who is away. */
function begun(after: Community, event: CommitteeEvent): readonly Ending[] {
  if (event.type !== 'LeaveBegun') return []
  const leave = after.committee.leaves.find((one) => one.leave === event.leave)
  const note = `On leave until ${leave?.to ?? 'they are back'} (C10).`
  return duties.map((duty) => ({ person: event.person, duty, to: event.takers[duty] ?? null, note }))
}

/** What the end of rights brings about on cases. */
export interface EndOnCases {
  readonly changes: readonly Change[]
  /** Whose lists end at once, and what stays in them: cases in whose audience they are for another reason. */
  readonly unlisted: readonly Unlisted[]
  /** Cases of these that nothing happens on: who of their audience may read them is written anew. */
  readonly relisted: readonly StreamOf<'case'>[]
}

/**
 * C13: duties on open cases are handed to whoever stands in, else put down, on each case's own record in the same
 * transaction; and the lists of whoever has no seat any more lose what they may not read. Looks at the cases they are
 * tied to and at no other: the lists of everybody else stay as they are.
 */
export async function endOnCases(
  world: World,
  before: Community,
  after: Community,
  events: readonly CommitteeEvent[],
  now: Temporal.Instant,
): Promise<EndOnCases> {
  const ended = endings(before, after, events, now)
  const holding = membersOf(after, now)
  const gone = ended.flatMap(({ person, duty }) => (duty === 'all' ? [{ person, but: [] as CaseId[] }] : []))
  const changes: Change[] = []
  const relisted: StreamOf<'case'>[] = []
  for (const id of await casesOf(world, ended)) {
    const stream = await world.records.read('case', id)
    const c = stream.state
    if (c === null || c.closed !== null) continue
    const audience = audienceOf(c, holding)
    const staying = gone.filter(({ person }) => audience.includes(person))
    for (const { but } of staying) but.push(id)
    const found = putDown(c, ended)
    if (found.length > 0) changes.push({ stream, events: found, policy: policyOf(after, c.policy) })
    else if (staying.length > 0) relisted.push(stream)
  }
  return { changes, unlisted: gone, relisted }
}

/** Until the lists have followed the last change of seats, or a new schema, they may lack what ties somebody to a case. */
async function casesOf(world: World, ended: readonly Ending[]): Promise<readonly CaseId[]> {
  if (ended.length === 0) return []
  if ((await world.store.setting(staleAudiences)) !== undefined) return world.store.allCases(world.community)
  const tied = await Promise.all(ended.map(({ person }) => world.store.casesTiedTo(person)))
  return [...new Set(tied.flat())].sort()
}

function putDown(c: Case, ended: readonly Ending[]): readonly CaseEvent[] {
  return duties.flatMap((duty): CaseEvent[] => {
    const from = c.duties[duty]
    const ending = ended.find((one) => one.person === from && (one.duty === 'all' || one.duty === duty))
    if (from === undefined || ending === undefined) return []
    return [{ type: 'DutyAssigned', duty, to: ending.to, from, note: ending.note }]
  })
}
