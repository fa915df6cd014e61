import type { Committee, Day, Lately } from '../../core/committee/index.ts'
import { leaveOf } from '../../core/committee/index.ts'
import { before, dayOf, exactStamp, isBefore } from '../../core/clock/index.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { Duty, Policy } from '../../core/policy/index.ts'
import { deadlines, isLate } from '../../core/process/index.ts'
import { policyOf } from '../community/index.ts'
import type { CaseRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { communityStream } from './stream.ts'
import { tracesIn } from './traces.ts'

/** C9, C12: what the record says of a member's activity. For members' eyes only; nothing is concluded from it here. */
export interface Activity {
  readonly person: PersonId
  /** The newest act of any kind; signing in is none. `null`: none since they took their seat. */
  readonly lastAct: string | null
  /** Messages that mentioned them and reminders on cases since then. */
  readonly unanswered: number
  /** Duties of theirs on cases with a deadline that is late, and since when. */
  readonly overdue: readonly { readonly case: CaseId; readonly deadline: string; readonly since: string }[]
  readonly onLeave: boolean
  /** Longer silent, or later with a duty, than the policy waits (C12), without a leave. */
  readonly since: { readonly unreachable: Day | null; readonly neglect: Day | null }
}

/** So many cases are looked at for what was done and asked: those that changed last. */
const among = 500
/** And so many for duties that are late: those whose next deadline comes first. */
const late = 100

/** The cases that a member's look at the committee rests on. */
export function changedLast(world: World, reader: PersonId): Promise<readonly CaseRow[]> {
  return world.store.cases({ person: reader, open: 'all', limit: among })
}

/** What the records of the committee and of its cases say of each seated member, as a member sees it. */
export async function activityOf(world: World, reader: PersonId): Promise<readonly Activity[]> {
  const stream = await communityStream(world)
  const { committee } = stream.state
  const found = await seenOf(world, stream, reader)
  const now = world.machine.now()
  return [...found].map(([person, seen]) => concluded(person, seen, committee, policyOf(stream.state), now))
}

/** C12: the same of one member, for a proposal to remove them. `null`: they have no seat. */
export async function latelyOf(
  world: World,
  stream: CommunityStream,
  reader: PersonId,
  person: PersonId,
): Promise<Lately | null> {
  const seat = stream.state.committee.seats.find((one) => one.person === person)
  if (seat === undefined) return null
  const seen = (await seenOf(world, stream, reader)).get(person) ?? blank()
  const from = exactStamp(before(world.machine.now(), policyOf(stream.state).committee.removal.afterUnreachable))
  const last = newestOf(seen)
  const late: Partial<Record<Duty, string>> = {}
  for (const { duty, since } of seen.overdue) late[duty] = [since, late[duty] ?? since].toSorted()[0] ?? since
  return {
    since: last ?? seat.since,
    acted: last !== null,
    cases: seen.acts.filter((at) => at >= from).length,
    onCommittee: seen.governed.filter((at) => at >= from).length,
    late,
  }
}

type CommunityStream = Awaited<ReturnType<typeof communityStream>>

async function seenOf(
  world: World,
  { state: community, records }: CommunityStream,
  reader: PersonId,
): Promise<ReadonlyMap<PersonId, Seen>> {
  const { committee } = community
  const now = world.machine.now()
  const found = new Map<PersonId, Seen>(committee.seats.map(({ person }) => [person, blank()]))
  for (const { by, at } of records) {
    const seen = by === 'product' ? undefined : found.get(by)
    if (seen !== undefined) seen.governed.push(at)
  }
  for (const { acts, asked } of await tracesIn(world, await changedLast(world, reader))) {
    for (const [person, at] of acts) found.get(person)?.acts.push(at)
    for (const { whom, at } of asked) {
      for (const seen of whom === 'members' ? found.values() : [found.get(whom)]) seen?.asked.push(at)
    }
  }
  const due = await world.store.cases({ person: reader, open: true, order: 'due', limit: late })
  const overdue = due.filter(({ nextDue }) => nextDue !== null && isBefore(Temporal.Instant.from(nextDue), now))
  const streams = await world.records.readAll(
    'case',
    overdue.map((row) => row.case),
  )
  for (const { state: c } of streams.values()) {
    if (c === null) continue
    for (const deadline of deadlines(c, policyOf(community, c.policy), now)) {
      const holder = c.duties[deadline.duty]
      if (!isLate(deadline) || deadline.due === null || holder === undefined) continue
      found
        .get(holder)
        ?.overdue.push({ case: c.id, deadline: deadline.title, duty: deadline.duty, since: deadline.due })
    }
  }
  return found
}

interface Seen {
  /** The newest act on each case. */
  readonly acts: string[]
  /** Each act on the committee. */
  readonly governed: string[]
  readonly asked: string[]
  readonly overdue: { case: CaseId; deadline: string; duty: Duty; since: string }[]
}

function blank(): Seen {
  return { acts: [], governed: [], asked: [], overdue: [] }
}

function newestOf({ acts, governed }: Seen): string | null {
  return [...acts, ...governed].toSorted().at(-1) ?? null
}

function concluded(
  person: PersonId,
  seen: Seen,
  committee: Committee,
  { committee: { removal } }: Policy,
  now: Temporal.Instant,
): Activity {
  const { asked, overdue } = seen
  const lastAct = newestOf(seen)
  const seated = committee.seats.find((seat) => seat.person === person)?.since ?? exactStamp(now)
  const from = lastAct ?? seated
  const unanswered = asked.filter((at) => at > from).length
  const onLeave = leaveOf(committee, person, now) !== undefined
  const silent = Temporal.Instant.from(from)
  const late = overdue.map(({ since }) => since).toSorted()[0]
  const longAgo = (at: Temporal.Instant, length: string) => !onLeave && isBefore(at, before(now, length))
  return {
    person,
    lastAct,
    unanswered,
    overdue: overdue.map(({ case: id, deadline, since }) => ({ case: id, deadline, since })),
    onLeave,
    since: {
      unreachable: unanswered > 0 && longAgo(silent, removal.afterUnreachable) ? dayOf(silent) : null,
      neglect: late !== undefined && longAgo(Temporal.Instant.from(late), removal.afterNeglect) ? dayOf(late) : null,
    },
  }
}
