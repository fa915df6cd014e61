import type { CaseQuery, Store } from '../../app/ports/index.ts'
import type { Sql } from './connect.ts'
import { spelled, stored } from './instants.ts'
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
  type CaseColumns,
  type EventRow,
  type OutboxColumns,
  type PublishedColumns,
} from './rows.ts'

type Answer<Name extends keyof Store> = Awaited<ReturnType<Store[Name]>>
type Ask<Name extends keyof Store> = (sql: Sql, ...asked: Parameters<Store[Name]>) => Answer<Name>

/** The port's questions, each one statement: a read is one snapshot and is over at once. */
export const questions = {
  readStream(sql, stream, after = 0) {
    const text = `select ${eventColumns} from events where stream = ? and version > ? order by version`
    return (sql.all(text, stream, after) as EventRow[]).map(eventFrom)
  },
  streams(sql, kind, community) {
    const rows =
      community === undefined
        ? sql.all('select stream, community from streams where kind = ? order by ordinal', kind)
        : sql.all(
            'select stream, community from streams where kind = ? and community = ? order by ordinal',
            kind,
            community,
          )
    return (rows as Answer<'streams'>).map(({ stream, community }) => ({ stream, community }))
  },
  scan(sql, after, limit) {
    const text = `select position, streams.kind, events.stream, events.version, at, open, personal, chain, sealed
                  from events join streams on streams.stream = events.stream
                  where position > ? order by position limit ?`
    type Scanned = EventRow & Pick<Answer<'scan'>[number], 'position' | 'stream' | 'kind'>
    return (sql.all(text, after, limit) as Scanned[]).map((row) => {
      const { position, stream, kind } = row
      return { position, stream, kind, event: eventFrom(row) }
    })
  },

  cases(sql, query) {
    const { text, values } = listed(query)
    return (sql.all(text, ...values) as CaseColumns[]).map(caseFrom)
  },
  caseRow(sql, person, id) {
    const text = `select ${caseColumns} from case_list join cases on cases.case_id = case_list.case_id
                  where case_list.case_id = ? and case_list.person = ?`
    const row = sql.get(text, id, person) as CaseColumns | undefined
    return row && caseFrom(row)
  },
  countCases(sql, person) {
    const text = 'select open, count(*) as total from case_list where person = ? group by open'
    const rows = sql.all(text, person) as { open: number; total: number }[]
    const total = (open: number) => rows.find((row) => row.open === open)?.total ?? 0
    return { open: total(1), closed: total(0) }
  },
  allCases(sql, community) {
    const text = 'select case_id from cases where community = ? order by opened, case_id'
    return (sql.all(text, community) as Pick<CaseColumns, 'case_id'>[]).map((row) => row.case_id)
  },

  dueAlarms(sql, now, limit) {
    const text = 'select stream from alarms where at <= ? order by at, stream limit ?'
    return (sql.all(text, stored(now), limit) as { stream: Answer<'dueAlarms'>[number] }[]).map((row) => row.stream)
  },
  nextAlarm(sql) {
    const row = sql.get('select at from alarms order by at limit 1') as { at: string } | undefined
    return row && spelled(row.at)
  },

  interruptedOutbox(sql, now) {
    const text = `select ${outboxColumns} from outbox where state = 'sending' and leased_until <= ?
                  order by due, ordinal`
    return (sql.all(text, stored(now)) as OutboxColumns[]).map(outboxFrom)
  },
  outbox(sql, { stream, states, limit }) {
    const conditions: string[] = []
    if (stream !== undefined) conditions.push('stream = ?')
    if (states !== undefined)
      conditions.push(states.length === 0 ? '1 = 0' : `state in (${states.map(() => '?').join(', ')})`)
    const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
    const text = `select ${outboxColumns} from outbox ${where} order by ordinal desc limit ?`
    const values = [...(stream === undefined ? [] : [stream]), ...(states ?? []), limit]
    return (sql.all(text, ...values) as OutboxColumns[]).map(outboxFrom)
  },
  outboxEntry(sql, id) {
    const row = sql.get(`select ${outboxColumns} from outbox where id = ?`, id) as OutboxColumns | undefined
    return row && outboxFrom(row)
  },

  secret(sql, hash) {
    const row = sql.get(`select ${secretColumns} from secrets where hash = ?`, hash)
    return row === undefined ? undefined : secretFrom(row as Answer<'secretsOf'>[number])
  },
  secretsOf(sql, subject, kind) {
    const text = `select ${secretColumns} from secrets where subject = ? and kind = ? order by created, hash`
    return (sql.all(text, subject, kind) as Answer<'secretsOf'>).map(secretFrom)
  },
  lookup(sql, kind, key) {
    const row = sql.get('select value from lookups where kind = ? and key = ?', kind, key)
    return (row as { value: string } | undefined)?.value
  },
  published(sql, community, limit) {
    const text = `select ${publishedColumns} from published where community = ? order by published desc, id desc limit ?`
    return (sql.all(text, community, limit) as PublishedColumns[]).map(publishedFrom)
  },
  publishedById(sql, id) {
    const row = sql.get(`select ${publishedColumns} from published where id = ?`, id) as PublishedColumns | undefined
    return row && publishedFrom(row)
  },
  setting(sql, name) {
    return (sql.get('select value from settings where name = ?', name) as { value: string } | undefined)?.value
  },
  reads(sql, id) {
    const text = 'select person, quarter, times from reads where case_id = ? order by quarter, person'
    type Counted = Pick<Answer<'reads'>[number], 'person' | 'quarter'> & { times: number }
    return (sql.all(text, id) as Counted[]).map(({ person, quarter, times }) => ({ person, quarter, count: times }))
  },
} satisfies { [Name in Question]: Ask<Name> }

export type Question = Exclude<keyof Store, 'commit' | 'leaseOutbox' | 'backup' | 'check' | 'close'>

/**
 * One page of a person's list. Who may see a case is decided here, inside the SQL, and never after the limit. Open
 * and closed cases are two stretches of one index: a page of both is the newest of two pages.
 */
function listed({ person, open, phase, limit, after }: CaseQuery): { text: string; values: (string | number)[] } {
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
