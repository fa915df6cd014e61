import { dayOf, later } from '../clock/index.ts'
import type { PersonId } from '../kernel/index.ts'
import type { Policy } from '../policy/index.ts'
import { beginOf, dayAfter, daysFrom, instantOf } from './days.ts'
import type { Day } from './events.ts'
import { hasSteppedDown, leaveOf, presentAt, seatsAt } from './seats.ts'
import type { Committee, Seat } from './state.ts'

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

/**
 * The turn in which a day lies. Turns are counted from a fixed Monday; whose each one is follows from the one before it
 * and from who had a seat when it began, so that nobody's turn changes hands when somebody joins or leaves during it.
 */
export function turnOn(committee: Committee, rotation: Rotation, day: Day): Turn {
  return onDay(committee, baseOf(committee, rotation, numberOf(rotation, day)), day)
}

/** The turns from a day on, at least so many: one that is exchanged for some days falls into parts. */
export function turnsFrom(committee: Committee, rotation: Rotation, day: Day, count: number): readonly Turn[] {
  const turns: Turn[] = []
  for (let nth = numberOf(rotation, day); turns.length < count; nth += 1) {
    turns.push(...partsOf(committee, baseOf(committee, rotation, nth)).filter(({ to }) => to >= day))
  }
  return turns
}

/** A turn as it would be if nobody were away: its days, and who comes after one another, beginning with whose it is. */
interface Base {
  readonly from: Day
  readonly to: Day
  readonly order: readonly PersonId[]
}

function lengthOf({ every }: Rotation): number {
  return 7 * Number(every.slice(1, -1))
}

function epochOf({ startsOn }: Rotation): Temporal.PlainDate {
  return Temporal.PlainDate.from('2024-01-01').add({ days: weekdays[startsOn] - 1 })
}

function numberOf(rotation: Rotation, day: Day): number {
  return Math.floor(epochOf(rotation).until(Temporal.PlainDate.from(day)).days / lengthOf(rotation))
}

function baseOf(committee: Committee, rotation: Rotation, nth: number): Base {
  const begins = (turn: number) =>
    epochOf(rotation)
      .add({ days: turn * lengthOf(rotation) })
      .toString()
  const from = begins(nth)
  const founded = [...committee.seats, ...committee.former.flat()].map(({ since }) => since).toSorted()[0]
  let order: readonly Seat[] = []
  if (founded !== undefined) {
    const first = numberOf(rotation, dayOf(founded))
    for (let turn = Math.min(first, nth); turn <= nth; turn += 1) {
      const at = later(beginOf(begins(turn)), instantOf(founded))
      order = after(order[0], inOrder(seatsAt(committee, at).filter((seat) => !hasSteppedDown(seat, at))))
    }
  }
  return { from, to: dayAfter(from, lengthOf(rotation) - 1), order: order.map(({ person }) => person) }
}

/** Those with a seat, beginning with whoever follows the last one, who may have left meanwhile. */
function after(last: Seat | undefined, seats: readonly Seat[]): readonly Seat[] {
  const next = last === undefined ? 0 : seats.findIndex((seat) => last.nth < seat.nth)
  return next < 1 ? seats : [...seats.slice(next), ...seats.slice(0, next)]
}

/** As they took their seats, so that a new member comes last. */
function inOrder(seats: readonly Seat[]): readonly Seat[] {
  return seats.toSorted((one, other) => one.nth - other.nth)
}

function onDay(committee: Committee, { from, to, order }: Base, day: Day): Turn {
  const override = committee.overrides.findLast((one) => one.from <= day && day <= one.to)
  if (override !== undefined && isThere(committee, override.person, day)) {
    return { from, to, person: override.person, because: 'override' }
  }
  const person = order.find((one) => isThere(committee, one, day)) ?? null
  return { from, to, person, because: person === (order[0] ?? null) ? 'turn' : 'away' }
}

function partsOf(committee: Committee, base: Base): readonly Turn[] {
  return daysFrom(base.from, base.to).reduce<readonly Turn[]>((parts, day) => {
    const { person, because } = onDay(committee, base, day)
    const last = parts.at(-1)
    const goesOn = last !== undefined && last.person === person && last.because === because
    const part = goesOn ? { ...last, to: day } : { from: day, to: day, person, because }
    return [...(goesOn ? parts.slice(0, -1) : parts), part]
  }, [])
}

/** Whose turn it is to lead the next case's fix: after the last lead, in the order of seats, whoever is there. */
export function nextLead(committee: Committee, at: Temporal.Instant): PersonId | null {
  const there = presentAt(committee, at)
  const last = [...committee.former.flat(), ...committee.seats].findLast(({ person }) => person === committee.lead)
  const next = after(last, inOrder(committee.seats)).find(({ person }) => there.includes(person))
  return next?.person ?? null
}

function isThere(committee: Committee, person: PersonId, day: Day): boolean {
  const at = beginOf(day)
  const seat = committee.seats.find((one) => one.person === person)
  return seat !== undefined && !hasSteppedDown(seat, at) && leaveOf(committee, person, at) === undefined
}
