import { createHash } from 'node:crypto'
import { tables, type Table } from './tables.ts'
import type { Value } from './statement.ts'

/** A row's cells in the order of its table's columns. */
export type Cells = readonly Value[]

/** One moment of a database. */
export interface Moment {
  /** Rows that follow the one with this key, in the order of keys; empty at the end. */
  page(table: Table, after: Cells | undefined): Promise<readonly Cells[]>
}

/** An empty database that is filled in one transaction. */
export interface Filling {
  add(table: Table, rows: readonly Cells[]): Promise<void>
}

/** What a table holds: two with the same digest hold the same rows, cell by cell. */
export interface Held {
  readonly table: string
  readonly rows: number
  readonly digest: string
}

/** Writes every row of every table; answers with what was read. */
export async function carry(from: Moment, to: Filling): Promise<readonly Held[]> {
  return read(from, (table, rows) => to.add(table, rows))
}

export async function held(of: Moment): Promise<readonly Held[]> {
  return read(of, async () => undefined)
}

async function read(
  from: Moment,
  each: (table: Table, rows: readonly Cells[]) => Promise<void>,
): Promise<readonly Held[]> {
  const all: Held[] = []
  for (const table of tables()) {
    const hash = createHash('sha256')
    let count = 0
    for (let after: Cells | undefined; ;) {
      const rows = await from.page(table, after)
      const last = rows.at(-1)
      if (last === undefined) break
      for (const cells of rows) hash.update(spelled(cells))
      await each(table, rows)
      count += rows.length
      after = table.key.map((name) => last[table.columns.indexOf(name)] ?? null)
    }
    all.push({ table: table.name, rows: count, digest: hash.digest('hex') })
  }
  return all
}

function spelled(cells: Cells): string {
  return `${JSON.stringify(cells.map((cell) => (cell instanceof Uint8Array ? [cell.toHex()] : cell)))}\n`
}

/** So many rows are read at once. */
const rowsAtOnce = 250

export function pageText({ name, columns, key }: Table, after: Cells | undefined): string {
  const follows = after === undefined ? '' : `where (${key.join(', ')}) > (${key.map(() => '?').join(', ')})`
  return `select ${columns.join(', ')} from ${name} ${follows} order by ${key.join(', ')} limit ${rowsAtOnce}`
}

export function addText({ name, columns }: Table, rows: number): string {
  const one = `(${columns.map(() => '?').join(', ')})`
  return `insert into ${name} (${columns.join(', ')}) values ${Array.from({ length: rows }, () => one).join(', ')}`
}
