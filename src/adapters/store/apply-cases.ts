import type { Batch, CaseRow } from '../../app/ports/index.ts'
import type { Sql } from './connect.ts'
import { stored, storedOrNull } from './instants.ts'

/** Every case has one row, and one line in the list of each person who may see it. */
export function applyCases(sql: Sql, { cases = [] }: Batch): undefined {
  for (const row of cases) {
    sql.run(
      `insert into cases (case_id, community, phase, open, opened, updated, version, next_due, summary)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (case_id) do update set
         community = excluded.community, phase = excluded.phase, open = excluded.open, opened = excluded.opened,
         updated = excluded.updated, version = excluded.version, next_due = excluded.next_due,
         summary = excluded.summary`,
      row.case,
      row.community,
      row.phase,
      row.open ? 1 : 0,
      stored(row.opened),
      stored(row.updated),
      row.version,
      storedOrNull(row.nextDue),
      row.summary,
    )
    if (row.audience === undefined) moveInLists(sql, row)
    else listFor(sql, row, row.audience)
  }
}

function moveInLists(sql: Sql, row: CaseRow): void {
  sql.run(
    'update case_list set open = ?, updated = ?, phase = ? where case_id = ?',
    row.open ? 1 : 0,
    stored(row.updated),
    row.phase,
    row.case,
  )
}

function listFor(sql: Sql, row: CaseRow, audience: readonly string[]): void {
  sql.run('delete from case_list where case_id = ?', row.case)
  for (const person of new Set(audience)) {
    sql.run(
      'insert into case_list (person, open, updated, case_id, phase) values (?, ?, ?, ?, ?)',
      person,
      row.open ? 1 : 0,
      stored(row.updated),
      row.case,
      row.phase,
    )
  }
}
