import { isBefore, stamp } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import { closing, consequences } from './closing.ts'
import { beginOf, instantOf } from './days.ts'
import { foldAhead, type Happening } from './happening.ts'
import { coverReminder, nextCoverLook } from './reminding.ts'
import { hasSteppedDown, isSeated, runs, spanOf, turned } from './seats.ts'
import type { Committee } from './state.ts'
import { takersOf } from './takers.ts'

/**
 * Time passing is a command too: step-downs whose day has come, proposals whose time is over, rights that began or ended
 * by the clock, and duties that lack cover. Nothing where the clock runs behind the record: what was recorded later stands.
 */
export function committeePassing(committee: Committee, policy: Policy, now: Temporal.Instant): readonly Happening[] {
  if (isBehind(committee, now)) return []
  const found: Happening[] = []
  let state = committee
  const record = (events: readonly Happening[]) => {
    found.push(...events)
    state = foldAhead(state, events, now, 'product')
  }
  for (const seat of committee.seats) {
    // The last member stays until somebody else has a seat: a committee without members receives no reports.
    if (!hasSteppedDown(seat, now) || state.seats.length === 1) continue
    record([{ type: 'MemberUnseated', person: seat.person, reason: 'stepped down as announced', proposal: null }])
  }
  for (const { proposal } of committee.open) {
    const one = state.open.find((open) => open.proposal === proposal)
    if (one === undefined || one.closes === null || isBefore(now, instantOf(one.closes))) continue
    const closed = closing(state, one, false)
    record([closed])
    record(consequences(state, one, closed, now))
  }
  for (const leave of beginning(state, now)) {
    record([
      { type: 'LeaveBegun', leave: leave.leave, person: leave.person, takers: takersOf(state, policy, leave, now) },
    ])
  }
  const { began, ended } = turned(state, now)
  if (began.length > 0 || ended.length > 0) record([{ type: 'RightsTurned', began, ended }])
  const reminder = coverReminder(state, policy, now)
  if (reminder !== undefined) record([reminder])
  return found
}

/** Leaves that the clock has begun since the record last said so. */
function beginning(committee: Committee, now: Temporal.Instant) {
  return committee.leaves.filter(
    (leave) => leave.begun === null && runs(leave, now) && isSeated(committee, leave.person),
  )
}

/** When the scheduler should look next; `null`: never, until something else happens. */
export function nextCommitteeLook(committee: Committee, policy: Policy, now: Temporal.Instant): string | null {
  if (isBehind(committee, now)) return committee.updated
  // Another change must not push away what time has to say already.
  const { began, ended } = turned(committee, now)
  if (began.length > 0 || ended.length > 0 || beginning(committee, now).length > 0) return stamp(now)
  const moments = [
    ...committee.seats.flatMap(({ ends }) => (ends === null || committee.seats.length === 1 ? [] : [beginOf(ends)])),
    ...committee.open.flatMap(({ closes }) => (closes === null ? [] : [instantOf(closes)])),
    ...committee.leaves.flatMap((leave) => {
      const { begins, ends } = spanOf(leave)
      // One that was called off before it began never does.
      return isBefore(begins, ends) ? [begins, ends].filter((at) => isBefore(now, at)) : []
    }),
  ]
  const cover = nextCoverLook(committee, policy, now)
  if (cover !== undefined) moments.push(cover)
  const [first] = moments.toSorted((one, other) => Temporal.Instant.compare(one, other))
  return first === undefined ? null : stamp(first)
}

/** Clocks of machines differ by moments; one that is further behind the record than this decides nothing. */
const leeway = { seconds: 60 }

export function isBehind({ updated }: Committee, now: Temporal.Instant): boolean {
  return updated !== '' && isBefore(now.add(leeway), instantOf(updated))
}
