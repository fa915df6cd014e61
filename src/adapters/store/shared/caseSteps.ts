import type { Batch, CaseRow, Unlisted } from '../../../app/ports/index.ts'
import { stored, storedOrNull } from './instants.ts'
import type { Step } from './step.ts'

/**
 * Every case has one row, and one line in the list of each person who may see it. Its community and when it was opened
 * stay as they are: written again, they would move it in an index.
 */
export function caseSteps({ cases = [], unlisted = [] }: Batch): readonly Step[] {
  return [...unlisted.map(emptied), ...cases.flatMap(written)]
}

function emptied({ person, but }: Unlisted): Step {
  const rest = but.length === 0 ? '' : ` and case_id not in (${but.map(() => '?').join(', ')})`
  return { text: `delete from case_list where person = ?${rest}`, values: [person, ...but], row: 'case_list' }
}

function written(row: CaseRow): readonly Step[] {
  return [
    {
      text: `insert into cases (case_id, community, phase, open, opened, updated, version, next_due, summary)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?)
             on conflict (case_id) do update set
               phase = excluded.phase, open = excluded.open, updated = excluded.updated, version = excluded.version,
               next_due = excluded.next_due, summary = excluded.summary`,
      values: [
        row.case,
        row.community,
        row.phase,
        row.open ? 1 : 0,
        stored(row.opened),
        stored(row.updated),
        row.version,
        storedOrNull(row.nextDue),
        row.summary,
      ],
      row: `cases ${row.case}`,
    },
    ...(row.audience === undefined
      ? [moveInLists(row)]
      : [...listFor(row, [...new Set(row.audience)], new Set(row.readers)), ...tiesOf(row, [...new Set(row.tied)])]),
  ]
}

function moveInLists(row: CaseRow): Step {
  return {
    text: 'update case_list set open = ?, updated = ?, phase = ? where case_id = ?',
    values: [row.open ? 1 : 0, stored(row.updated), row.phase, row.case],
    row: `case_list ${row.case}`,
  }
}

function tiesOf(row: CaseRow, tied: readonly string[]): readonly Step[] {
  const rest = tied.length === 0 ? '' : ` and person not in (${tied.map(() => '?').join(', ')})`
  return [
    {
      text: `delete from ties where case_id = ?${rest}`,
      values: [row.case, ...tied],
      row: `ties ${row.case} others`,
    },
    ...tied.map((person) => ({
      text: 'insert into ties (person, case_id) values (?, ?) on conflict (person, case_id) do nothing',
      values: [person, row.case],
      row: `ties ${row.case} ${person}`,
    })),
  ]
}

/** Who stays keeps the line: no step removes what another one writes. */
function listFor(row: CaseRow, audience: readonly string[], readers: ReadonlySet<string>): readonly Step[] {
  const rest = audience.length === 0 ? '' : ` and person not in (${audience.map(() => '?').join(', ')})`
  return [
    {
      text: `delete from case_list where case_id = ?${rest}`,
      values: [row.case, ...audience],
      row: `case_list ${row.case} others`,
    },
    ...audience.map((person) => ({
      text: `insert into case_list (person, open, updated, case_id, phase, reader) values (?, ?, ?, ?, ?, ?)
             on conflict (case_id, person) do update set
               open = excluded.open, updated = excluded.updated, phase = excluded.phase,
               reader = excluded.reader`,
      values: [person, row.open ? 1 : 0, stored(row.updated), row.case, row.phase, readers.has(person) ? 1 : 0],
      row: `case_list ${row.case} ${person}`,
    })),
  ]
}
