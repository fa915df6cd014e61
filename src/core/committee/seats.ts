import { isBefore } from '../clock/index.ts'
import type { PersonId } from '../kernel/index.ts'
import { beginOf, endOf, instantOf } from './days.ts'
import type { Committee, Leave, Seat } from './state.ts'

/** The instants between which a leave lies; the second is no longer part of it. */
export function spanOf({ from, to, ended }: Pick<Leave, 'from' | 'to' | 'ended'>): {
  readonly begins: Temporal.Instant
  readonly ends: Temporal.Instant
} {
  const last = endOf(to)
  const stopped = ended === null ? last : instantOf(ended)
  return { begins: beginOf(from), ends: isBefore(stopped, last) ? stopped : last }
}

/** Whether a leave runs at an instant. */
export function runs(leave: Leave, at: Temporal.Instant): boolean {
  const { begins, ends } = spanOf(leave)
  return !isBefore(at, begins) && isBefore(at, ends)
}

export function leaveOf(committee: Committee, person: PersonId, at: Temporal.Instant): Leave | undefined {
  return committee.leaves.find((leave) => leave.person === person && runs(leave, at))
}

/** The leave for which somebody stands in at an instant; `undefined` for everyone else. */
export function standsInFor(committee: Committee, person: PersonId, at: Temporal.Instant): Leave | undefined {
  return committee.leaves.find(
    (leave) => leave.standIn === person && runs(leave, at) && isSeated(committee, leave.person),
  )
}

export function isSeated(committee: Committee, person: PersonId): boolean {
  return committee.seats.some((seat) => seat.person === person)
}

export function seatedPeople(committee: Committee): readonly PersonId[] {
  return committee.seats.map(({ person }) => person)
}

/**
 * Who has a seat's rights at an instant (C11, C13): seated members, without those whose rights pause while they are on
 * leave, and stand-ins for exactly the interval they stand in for. By the clock: no record has to be made first.
 */
export function holdersAt(committee: Committee, at: Temporal.Instant): readonly PersonId[] {
  const members = seatedPeople(committee).filter((person) => leaveOf(committee, person, at)?.rights !== 'paused')
  return [...new Set([...members, ...standInsAt(committee, at).map(({ standIn }) => standIn)])]
}

export interface StandIn {
  readonly standIn: PersonId
  readonly leave: Leave
}

export function standInsAt(committee: Committee, at: Temporal.Instant): readonly StandIn[] {
  return committee.leaves.flatMap((leave) =>
    leave.standIn !== null && runs(leave, at) && isSeated(committee, leave.person)
      ? [{ standIn: leave.standIn, leave }]
      : [],
  )
}

/** Who does the committee's work at an instant: members who are not on leave and have not stepped down, and stand-ins. */
export function presentAt(committee: Committee, at: Temporal.Instant): readonly PersonId[] {
  const here = seatsAt(committee, at).filter(
    (seat) => !hasSteppedDown(seat, at) && leaveOf(committee, seat.person, at) === undefined,
  )
  return [...new Set([...here.map(({ person }) => person), ...standInsAt(committee, at).map((one) => one.standIn)])]
}

/** Seats held at an instant, one that lies back, too. */
export function seatsAt(committee: Committee, at: Temporal.Instant): readonly Seat[] {
  if (committee.updated === '' || !isBefore(at, instantOf(committee.updated))) return committee.seats
  const held = committee.seats.filter(({ since }) => !isBefore(at, instantOf(since)))
  const former = committee.former
    .flat()
    .filter(({ since, until }) => !isBefore(at, instantOf(since)) && isBefore(at, instantOf(until)))
  return [...held, ...former]
}

export function hasSteppedDown({ ends }: Seat, at: Temporal.Instant): boolean {
  return ends !== null && !isBefore(at, beginOf(ends))
}

/** Whose rights the clock has begun or ended since the record last said so. */
export function turned(
  committee: Committee,
  at: Temporal.Instant,
): { readonly began: readonly PersonId[]; readonly ended: readonly PersonId[] } {
  const now = holdersAt(committee, at)
  return {
    began: now.filter((one) => !committee.holding.includes(one)),
    ended: committee.holding.filter((one) => !now.includes(one)),
  }
}
