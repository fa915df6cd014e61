import { isBefore } from '../../core/clock/index.ts'
import { membersOf, type Person } from '../../core/community/index.ts'
import type { CaseId, PersonId, Recorded } from '../../core/kernel/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import { inWords, phaseOf, rolesOn, type CaseEvent } from '../../core/process/index.ts'
import { loadPeople, policyOf, theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'
import { recordRead } from './reads.ts'
import { summaryOf } from './summary.ts'
import { seesCase, shownRecords, shownTo } from './veil.ts'
import { tellable, visited } from './visits.ts'

/** What others did on a case since somebody was here last, and they have not opened it since. */
export interface CaseNews {
  readonly case: CaseId
  readonly title: string
  readonly policy: Policy
  /** The newest first. */
  readonly happened: readonly Recorded<CaseEvent>[]
  readonly messages: number
}

export interface DayNews {
  /** When this person left the page of the day. */
  readonly left: string
  /** What changed last comes first. */
  readonly cases: readonly CaseNews[]
  /** Whose names its sentences need. */
  readonly people: ReadonlyMap<PersonId, Person>
}

/** So many of the cases that changed last are looked at. */
const within = 40

/**
 * What happened on the cases that somebody sees since they last opened the page of the day; this look is kept. `null`: they
 * have never been here before. Four questions to the store, however many cases there are. What is told of a case is read, and
 * on record as that.
 */
export async function dayNews(world: World, person: PersonId): Promise<DayNews | null> {
  const rows = await world.store.cases({ person, open: 'all', limit: within })
  const visits = await world.store.visits(person, ['today', ...rows.map((row) => row.case)])
  const placed = new Map(visits.map((visit) => [visit.place, visit]))
  // By whole minutes: what was being written at the moment of a look is told again rather than never.
  const minute = Math.floor(world.machine.now().epochMilliseconds / 60_000) * 60_000
  const { before } = await visited(world, placed.get('today'), { person, place: 'today', upTo: minute })
  if (before === null) return null
  const since = Temporal.Instant.fromEpochMilliseconds(before.upTo)
  const isFresh = (at: string) => !isBefore(Temporal.Instant.from(at), since)
  const changed = rows.filter((row) => isFresh(row.updated) && row.version > (placed.get(row.case)?.upTo ?? 0))
  const streams = await world.records.readAll(
    'case',
    changed.map((row) => row.case),
  )
  const community = await theCommunity(world)
  const members = membersOf(community, world.machine.now())
  const cases = changed.flatMap(({ case: id }): CaseNews[] => {
    const stream = streams.get(id)
    const c = stream?.state ?? null
    const roles = c === null ? [] : rolesOn(c, person, members)
    // What a flood brought waits to be confirmed, and is told elsewhere.
    if (stream === undefined || c === null || !seesCase(roles) || phaseOf(c) === 'held') return []
    const seen = placed.get(id)?.upTo ?? 0
    const fresh = shownRecords(stream.records, roles, roles.includes('member'), []).filter(
      ({ version, at }) => version > seen && isFresh(at),
    )
    const happened = tellable(fresh, person)
    const shown = new Set(shownTo(roles, c, false).posts.map(({ post }) => post))
    const messages = fresh.filter(({ by, event }) => by !== person && event.type === 'Posted' && shown.has(event.post))
    if (happened.length + messages.length === 0) return []
    const { title } = summaryOf(c)
    return [{ case: id, title, policy: policyOf(community, c.policy), happened, messages: messages.length }]
  })
  await recordRead(world, person, ...cases.map((one) => one.case))
  return { left: before.left, cases, people: await loadPeople(world, namedIn(cases)) }
}

/** Whom the sentences name, and whose acts they are. */
function namedIn(cases: readonly CaseNews[]): ReadonlySet<PersonId> {
  const named = new Set<PersonId>()
  for (const { happened, policy } of cases) {
    for (const { by, event } of happened) {
      if (by !== 'product') named.add(by)
      inWords(event, (id) => (id !== null && named.add(id as PersonId), ''), policy)
    }
  }
  return named
}
