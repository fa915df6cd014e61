import { ssvcTables, ssvcTableNames } from './tables/index.ts'
import { folded } from './folded.ts'
import type { SsvcPoint, SsvcTable, SsvcTableName, SsvcValue } from './table.ts'

/** One answer, as it counts. */
export interface SsvcAnswer {
  readonly point: SsvcPoint
  readonly value: SsvcValue
}

export interface SsvcPossible {
  readonly outcome: SsvcValue
  /** How many of the rows that the answers leave open lead there. */
  readonly rows: number
}

/** What answers to a table's questions come to. */
export interface SsvcEvaluation {
  readonly table: SsvcTable
  readonly answers: readonly SsvcAnswer[]
  readonly missing: readonly SsvcPoint[]
  /** Outcomes that the answers leave open, in the table's order; one where they settle it, even before all are given. */
  readonly possible: readonly SsvcPossible[]
  readonly outcome: SsvcValue | null
}

/** A table by its name, a usual other name, or its published key. */
export function ssvcTable(written: string): SsvcTable | undefined {
  const target = folded(written)
  const known = ({ name, aliases, published }: SsvcTable) => [name, published, ...aliases]
  const found = ssvcTableNames.find((name) => known(ssvcTables[name]).some((one) => folded(one) === target))
  return found === undefined ? undefined : ssvcTables[found]
}

/** Looks the answers up; those that are not given stay open. An answer to no question of the table is no answer. */
export function evaluateSsvc(table: SsvcTable, answers: readonly SsvcAnswer[]): SsvcEvaluation {
  const given = new Map(answers.map(({ point, value }) => [point.key, value]))
  const open = ssvcRows(table).filter(({ values }) =>
    values.every((value, place) => {
      const answer = given.get(table.points[place]?.key ?? '')
      return answer === undefined || answer.key === value.key
    }),
  )
  const possible = table.outcomes
    .map((outcome) => ({ outcome, rows: open.filter((row) => row.outcome.key === outcome.key).length }))
    .filter(({ rows }) => rows > 0)
  return {
    table,
    answers: table.points.flatMap((point) => {
      const value = given.get(point.key)
      return value === undefined ? [] : [{ point, value }]
    }),
    missing: table.points.filter(({ key }) => !given.has(key)),
    possible,
    outcome: possible.length === 1 ? (possible[0]?.outcome ?? null) : null,
  }
}

export interface SsvcRow {
  /** One for each of the table's points, in their order. */
  readonly values: readonly SsvcValue[]
  readonly outcome: SsvcValue
}

/** Every row of a table. */
export function ssvcRows({ points, outcomes, rows }: SsvcTable): readonly SsvcRow[] {
  const letters = rows.map(([, row]) => row).join('')
  const combined = points.reduce<readonly (readonly SsvcValue[])[]>(
    (before, { values }) => before.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  )
  return combined.flatMap((values, place) => {
    const outcome = outcomes.find(({ key }) => key === letters[place])
    return outcome === undefined ? [] : [{ values, outcome }]
  })
}

/** An outcome's name by its key, as on record. */
export function ssvcNamed(table: SsvcTableName, outcome: string): string {
  return ssvcTables[table].outcomes.find(({ key }) => key === outcome)?.name ?? outcome
}
