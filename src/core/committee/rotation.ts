import type { PersonId } from '../kernel/index.ts'
import type { Policy } from '../policy/index.ts'
import { beginOf, dayAfter } from './days.ts'
import type { Day } from './events.ts'
import { isSeated, leaveOf, presentAt, seatedPeople } from './seats.ts'
import type { Committee } from './state.ts'

type Rotation = NonNullable<Policy['committee']['rotation']>

export interface Turn {
  /** First and last day, both included. */
  readonly from: Day
  readonly to: Day
  /** `null`: nobody is there to take it. */
  readonly person: PersonId | null
  /** Why it is not whose turn it would be. */
  readonly because: 'turn' | 'override' | 'away'
}

const weekdays = { monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7 } as const

/** The turn in which a day lies: turns are counted from a fixed Monday, so that no day's turn depends on another's. */
export function turnOn(committee: Committee, { every, startsOn }: Rotation, day: Day): Turn {
  const length = 7 * Number(every.slice(1, -1))
  const epoch = Temporal.PlainDate.from('2024-01-01').add({ days: weekdays[startsOn] - 1 })
  const since = epoch.until(Temporal.PlainDate.from(day)).days
  const nth = Math.floor(since / length)
  const from = epoch.add({ days: nth * length }).toString()
  const to = dayAfter(from, length - 1)
  const override = committee.overrides.findLast((one) => one.from <= day && day <= one.to)
  if (override !== undefined && isSeated(committee, override.person) && isThere(committee, override.person, day)) {
    return { from, to, person: override.person, because: 'override' }
  }
  const order = inOrder(committee)
  const start = order.length === 0 ? 0 : ((nth % order.length) + order.length) % order.length
  const person = nextThere(committee, order, start, day)
  return { from, to, person, because: person === order[start] ? 'turn' : 'away' }
}

/** The turns from a day on. */
export function turnsFrom(committee: Committee, rotation: Rotation, day: Day, count: number): readonly Turn[] {
  const turns: Turn[] = []
  let from = day
  while (turns.length < count) {
    const turn = turnOn(committee, rotation, from)
    turns.push(turn)
    from = dayAfter(turn.to)
  }
  return turns
}

/** Whose turn it is to lead the next case's fix: after the last lead, in the order of seats, whoever is there. */
export function nextLead(committee: Committee, at: Temporal.Instant): PersonId | null {
  const order = inOrder(committee)
  const there = presentAt(committee, at)
  const last = committee.lead === null ? -1 : order.indexOf(committee.lead)
  for (let step = 1; step <= order.length; step += 1) {
    const next = order[(last + step) % order.length]
    if (next !== undefined && there.includes(next)) return next
  }
  return null
}

function nextThere(committee: Committee, order: readonly PersonId[], start: number, day: Day): PersonId | null {
  for (let step = 0; step < order.length; step += 1) {
    const next = order[(start + step) % order.length]
    if (next !== undefined && isThere(committee, next, day)) return next
  }
  return null
}

function isThere(committee: Committee, person: PersonId, day: Day): boolean {
  return leaveOf(committee, person, beginOf(day)) === undefined
}

/** By the day they took their seat, so that a new member comes last. */
function inOrder(committee: Committee): readonly PersonId[] {
  return seatedPeople(committee)
}
