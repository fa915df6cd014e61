import { isBefore, later } from '../clock/index.ts'
import type { PersonId } from '../kernel/index.ts'
import type { Duty, Policy } from '../policy/index.ts'
import { beginOf, daysFrom, endOf, instantOf } from './days.ts'
import type { Day } from './events.ts'
import { presentAt, standsInFor } from './seats.ts'
import type { Committee } from './state.ts'

/** Who covers each duty on a day: its holders who are there, or those who stand in for them. */
export interface DayCover {
  readonly day: Day
  readonly away: readonly PersonId[]
  readonly present: readonly PersonId[]
  readonly cover: Readonly<Record<Duty, readonly PersonId[]>>
  /** Duties of the policy that nobody covers. */
  readonly lacks: readonly Duty[]
}

/**
 * C10: whether every duty stays covered, day by day. A duty that nobody was given in particular is everyone's. Somebody
 * covers a day when they are there from its beginning to its end.
 */
export function coverOn(committee: Committee, policy: Policy, day: Day): DayCover {
  const night = endOf(day).subtract({ seconds: 1 })
  // A day on which something was recorded is looked at from then on: who took a seat at noon is there.
  const known = committee.updated === '' ? beginOf(day) : instantOf(committee.updated)
  const morning = isBefore(known, night) ? later(beginOf(day), known) : beginOf(day)
  const stays = presentAt(committee, night)
  const present = presentAt(committee, morning).filter((one) => stays.includes(one))
  const listed = policy.committee.duties.list.map(({ id }) => id)
  const cover = { triage: [], infra: [], disclosure: [], release: [] } as Record<Duty, readonly PersonId[]>
  for (const duty of listed) cover[duty] = present.filter((one) => covers(committee, one, duty, morning))
  return {
    day,
    away: committee.seats.map(({ person }) => person).filter((one) => !present.includes(one)),
    present,
    cover,
    lacks: listed.filter((duty) => cover[duty].length === 0),
  }
}

function covers(committee: Committee, person: PersonId, duty: Duty, at: Temporal.Instant): boolean {
  const holders = committee.shared[duty]
  if (holders === undefined) return true
  const leave = standsInFor(committee, person, at)
  return holders.includes(person) || (leave !== undefined && holders.includes(leave.person))
}

export function coverFrom(committee: Committee, policy: Policy, from: Day, to: Day): readonly DayCover[] {
  return daysFrom(from, to).map((day) => coverOn(committee, policy, day))
}

/** Days that lack cover, at most so many; an empty list is what everybody wants. */
export function gapsIn(committee: Committee, policy: Policy, from: Day, to: Day, most = 31) {
  return coverFrom(committee, policy, from, to)
    .filter(({ lacks }) => lacks.length > 0)
    .slice(0, most)
    .map(({ day, lacks }) => ({ day, duties: lacks }))
}
