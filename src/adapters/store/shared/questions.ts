import {
  mostCounted,
  type CaseQuery,
  type CasesByChange,
  type CasesByDue,
  type Store,
} from '../../../app/ports/index.ts'
import type { StreamId } from '../../../core/kernel/index.ts'
import { spelled, stored } from './instants.ts'
import type { Leased } from './leases.ts'
import { letterQuestions } from './letters.ts'
import { logBatchFrom, logColumns, type LogColumns } from './logRows.ts'
import {
  caseColumns,
  caseFrom,
  eventColumns,
  eventFrom,
  outboxColumns,
  outboxFrom,
  publishedColumns,
  publishedFrom,
  secretColumns,
  secretFrom,
  visitFrom,
  type CaseColumns,
  type EventRow,
  type OutboxColumns,
  type PublishedColumns,
  type VisitColumns,
} from './rows.ts'
import { searchQuestions } from './searchQuestions.ts'
import type { Asked, Value } from './statement.ts'

type Answer<Name extends keyof Store> = Awaited<ReturnType<Store[Name]>>
type Ask<Name extends keyof Store> = (...asked: Parameters<Store[Name]>) => Asked<Answer<Name>>

/** The port's questions, each one statement: a read is one snapshot and is over at once. */
export const questions = {
  readStream: (stream, after = 0) => ({
    text: `select ${eventColumns} from events where stream = ? and version > ? order by version`,
    values: [stream, after],
    answer: (rows) => (rows as EventRow[]).map(eventFrom),
  }),
  readStreams: (asked) => ({
    text: `select stream, ${eventColumns} from events
           where ${asked.length === 0 ? '1 = 0' : asked.map(() => '(stream = ? and version > ?)').join(' or ')}
           order by stream, version`,
    values: asked.flatMap(({ stream, after }) => [stream, after]),
    answer: (rows) => {
      const all = Map.groupBy(rows as (EventRow & { stream: StreamId })[], ({ stream }) => stream)
      return new Map([...all].map(([stream, own]) => [stream, own.map(eventFrom)]))
    },
  }),
  streams: (kind, community) => ({
    text: `select stream, community from streams where kind = ? ${community === undefined ? '' : 'and community = ?'}
           order by ordinal`,
    values: [kind, ...(community === undefined ? [] : [community])],
    answer: (rows) => (rows as Answer<'streams'>).map(({ stream, community }) => ({ stream, community })),
  }),
  /** `settled`: SQL of an engine whose later commits can be seen before earlier ones. */
  scan: (after: number, limit: number, settled = '') => ({
    text: `select position, streams.kind, events.stream, events.version, at, open, personal, chain, sealed
           from events join streams on streams.stream = events.stream
           where position > ?${settled} order by position limit ?`,
    values: [after, limit],
    answer: (rows) =>
      (rows as (EventRow & Pick<Answer<'scan'>[number], 'position' | 'stream' | 'kind'>)[]).map((row) => {
        const { position, stream, kind } = row
        return { position, stream, kind, event: eventFrom(row) }
      }),
  }),
  scanLinks: (after: number, limit: number, settled = '') => ({
    text: `select position, stream, version, at, open, personal, chain
           from events where position > ?${settled} order by position limit ?`,
    values: [after, limit],
    answer: (rows) =>
      (rows as (Omit<EventRow, 'sealed'> & Pick<Answer<'scan'>[number], 'position' | 'stream'>)[]).map(
        ({ position, stream, version, at, open, personal, chain }) => ({
          position,
          stream,
          event: { version, at, open, personal, chain },
        }),
      ),
  }),

  streamEnds: (after, limit) => ({
    text: 'select ordinal, stream, version from streams where ordinal > ? order by ordinal limit ?',
    values: [after, limit],
    answer: (rows) =>
      (rows as Answer<'streamEnds'>).map(({ ordinal, stream, version }) => ({ ordinal, stream, version })),
  }),
  logState: () => ({
    text: 'select size, position, roots from log_state',
    values: [],
    answer: ([row]) => {
      const { size, position, roots } = (row ?? noLog) as Answer<'logState'>
      return { size, position, roots }
    },
  }),
  logBatches: (after, limit) => ({
    text: `select ${logColumns} from log_batches where size > ? order by size limit ?`,
    values: [after, limit],
    answer: (rows) => (rows as LogColumns[]).map(logBatchFrom),
  }),
  lastLogBatch: () => ({
    text: `select ${logColumns} from log_batches order by size desc limit 1`,
    values: [],
    answer: first(logBatchFrom),
  }),

  cases: (query) => ({
    ...(query.order === 'due' ? dueFirst(query) : listed(query)),
    answer: (rows) => (rows as CaseColumns[]).map(caseFrom),
  }),
  caseRow: (person, id) => ({
    text: `select ${caseColumns} from case_list join cases on cases.case_id = case_list.case_id
           where case_list.case_id = ? and case_list.person = ?`,
    values: [id, person],
    answer: first(caseFrom),
  }),
  countCases: (person) => ({
    text: `select (select count(*) from case_list where person = ? and open = 1) as open,
             (select count(*) from (select 1 from case_list where person = ? and open = 0 limit ?) as mine) as closed`,
    values: [person, person, mostCounted],
    answer: ([row]) => {
      const { open, closed } = row as { open: number; closed: number }
      return { open, closed }
    },
  }),
  readsAny: (person) => ({
    text: 'select 1 as one from case_list where person = ? and reader = 1 limit 1',
    values: [person],
    answer: (rows) => rows.length > 0,
  }),
  countOpenCases: (person) => ({
    text: 'select count(*) as total from case_list where person = ? and open = 1',
    values: [person],
    answer: ([row]) => (row as { total: number }).total,
  }),
  casesTiedTo: (person) => ({
    text: 'select case_id from ties where person = ? order by case_id',
    values: [person],
    answer: (rows) => (rows as Pick<CaseColumns, 'case_id'>[]).map((row) => row.case_id),
  }),
  allCases: (community) => ({
    text: 'select case_id from cases where community = ? order by opened, case_id',
    values: [community],
    answer: (rows) => (rows as Pick<CaseColumns, 'case_id'>[]).map((row) => row.case_id),
  }),

  nextAlarm: () => ({
    text: 'select at from alarms order by at limit 1',
    values: [],
    answer: first(({ at }: { at: string }) => spelled(at)),
  }),

  outbox: ({ stream, states, kind, not, limit }) => {
    const conditions: string[] = []
    if (stream !== undefined) conditions.push('stream = ?')
    if (states !== undefined)
      conditions.push(states.length === 0 ? '1 = 0' : `state in (${states.map(() => '?').join(', ')})`)
    if (kind !== undefined) conditions.push('kind = ?')
    if (not !== undefined) conditions.push('kind <> ?')
    const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
    return {
      text: `select ${outboxColumns} from outbox ${where} order by ordinal desc limit ?`,
      values: [
        ...(stream === undefined ? [] : [stream]),
        ...(states ?? []),
        ...(kind === undefined ? [] : [kind]),
        ...(not === undefined ? [] : [not]),
        limit,
      ],
      answer: outboxRows,
    }
  },
  outboxEntry: (id) => ({
    text: `select ${outboxColumns} from outbox where id = ?`,
    values: [id],
    answer: first(outboxFrom),
  }),

  secret: (hash) => ({
    text: `select ${secretColumns} from secrets where hash = ?`,
    values: [hash],
    answer: first(secretFrom),
  }),
  secretsOf: (subject, kind) => ({
    text: `select ${secretColumns} from secrets where subject = ? and kind = ? order by created, hash`,
    values: [subject, kind],
    answer: (rows) => (rows as Answer<'secretsOf'>).map(secretFrom),
  }),
  lookup: (kind, key) => ({
    text: 'select value from lookups where kind = ? and key = ?',
    values: [kind, key],
    answer: first(valueOf),
  }),
  published: (community, limit) => ({
    text: `select ${publishedColumns} from published where community = ? order by published desc, id desc limit ?`,
    values: [community, limit],
    answer: (rows) => (rows as PublishedColumns[]).map(publishedFrom),
  }),
  publishedById: (id) => ({
    text: `select ${publishedColumns} from published where id = ?`,
    values: [id],
    answer: first(publishedFrom),
  }),
  setting: (name) => ({ text: 'select value from settings where name = ?', values: [name], answer: first(valueOf) }),
  reads: (id) => ({
    text: 'select person, quarter, times from reads where case_id = ? order by quarter, person',
    values: [id],
    answer: (rows) =>
      (rows as (Pick<Answer<'reads'>[number], 'person' | 'quarter'> & { times: number })[]).map(
        ({ person, quarter, times }) => ({ person, quarter, count: times }),
      ),
  }),
  seen: (person, id) => ({
    text: 'select post from seen where case_id = ? and person = ?',
    values: [id, person],
    answer: ([row]) => (row as { post: number } | undefined)?.post ?? 0,
  }),
  visits: (person, places) => ({
    text: `select person, place, came_to, departed, up_to, at from visits
           where person = ? and ${places.length === 0 ? '1 = 0' : `place in (${places.map(() => '?').join(', ')})`}`,
    values: [person, ...places],
    answer: (rows) => (rows as VisitColumns[]).map(visitFrom),
  }),

  ...searchQuestions,
  ...letterQuestions,
} satisfies { [Name in Question]: Ask<Name> }

/** Somebody took the row away: nothing is sequenced on that, and the verification says so. */
const noLog: Answer<'logState'> = { size: 0, position: 0, roots: '' }

export type Question = Exclude<keyof Store, 'commit' | Leased | 'onWork' | 'backup' | 'check' | 'close'>

function outboxRows(rows: readonly unknown[]) {
  return (rows as OutboxColumns[]).map(outboxFrom)
}

function first<Answer>(from: (row: never) => Answer): (rows: readonly unknown[]) => Answer | undefined {
  return ([row]) => (row === undefined ? undefined : from(row as never))
}

function valueOf({ value }: { value: string }): string {
  return value
}

/**
 * One page of a person's list. Who may see a case is decided here, inside the SQL, and never after the limit. Open
 * and closed cases are two stretches of one index: a page of both is the newest of two pages.
 */
function listed({ person, open, phase, limit, after }: CaseQuery & CasesByChange): { text: string; values: Value[] } {
  const stretch = `select case_id, updated from case_list where person = ? and open = ?
    ${phase === undefined ? '' : 'and phase = ?'} ${after === undefined ? '' : 'and (updated, case_id) < (?, ?)'}
    order by updated desc, case_id desc limit ?`
  const states = open === 'all' ? [1, 0] : [open ? 1 : 0]
  const stretches = states.map((_, index) => `select * from (${stretch}) as stretch${index}`).join(' union all ')
  const text = `select ${caseColumns} from (${stretches}) as page join cases on cases.case_id = page.case_id
    order by page.updated desc, page.case_id desc limit ?`
  const perhaps = [
    ...(phase === undefined ? [] : [phase]),
    ...(after === undefined ? [] : [stored(after.updated), after.case]),
  ]
  return { text, values: [...states.flatMap((state) => [person, state, ...perhaps, limit]), limit] }
}

/**
 * Cases of a person by their next deadline. All of them are looked at, on each page: an order kept for this alone would
 * cost every act a write, and of open cases, which this is asked for, one person has hundreds and not hundreds of
 * thousands.
 */
function dueFirst({ person, open, phase, limit, after }: CaseQuery & CasesByDue): { text: string; values: Value[] } {
  const beyond = after === undefined ? { text: '', values: [] } : dueAfter(after)
  const text = `select ${caseColumns} from case_list join cases on cases.case_id = case_list.case_id
    where case_list.person = ? ${open === 'all' ? '' : 'and case_list.open = ?'}
      ${phase === undefined ? '' : 'and case_list.phase = ?'} ${beyond.text}
    order by cases.next_due is null, cases.next_due, cases.updated desc, cases.case_id desc limit ?`
  const states = open === 'all' ? [] : [open ? 1 : 0]
  return { text, values: [person, ...states, ...(phase === undefined ? [] : [phase]), ...beyond.values, limit] }
}

/** What comes after a row in the order of deadlines: of one instant the last changed first, those without one last. */
function dueAfter({ nextDue, updated, case: id }: NonNullable<CasesByDue['after']>): { text: string; values: Value[] } {
  const further = '(cases.updated, cases.case_id) < (?, ?)'
  const place = [stored(updated), id]
  if (nextDue === null) return { text: `and cases.next_due is null and ${further}`, values: place }
  return {
    text: `and (cases.next_due > ? or cases.next_due is null or (cases.next_due = ? and ${further}))`,
    values: [stored(nextDue), stored(nextDue), ...place],
  }
}
