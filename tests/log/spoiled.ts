import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { join } from 'node:path'
import { sequence, verifyLog, type Against, type Verification } from '../../src/app/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { does, reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

/** An installation with two cases, all in the log in several batches, whose database a test may spoil. */
export interface Spoiled {
  readonly here: TestWorld
  readonly one: CaseId
  readonly other: CaseId
  change(text: string, ...values: SQLInputValue[]): void
  rows(text: string, ...values: SQLInputValue[]): readonly Readonly<Record<string, SQLInputValue>>[]
  /** Puts everything back as it was. */
  mend(): void
  verify(against?: Against): Promise<Verification>
  /** `code place` of each finding. */
  found(against?: Against): Promise<readonly string[]>
  close(): Promise<void>
}

const tables = ['events', 'streams', 'log_batches', 'log_state', 'lookups', 'settings']

export async function spoiled(): Promise<Spoiled> {
  const here = await testWorld()
  await sequence(here.world)
  const one = (await reported(here)).id
  const other = (await reported(here)).id
  for (const text of ['first', 'second', 'third']) {
    for (const id of [one, other]) await does(here, here.members[0], id, 'post', { room: 'team', text })
    await sequence(here.world)
  }
  const db = new DatabaseSync(join(here.data, 'tocsin.db'), { timeout: 5000 })
  db.exec('pragma foreign_keys = off')
  const rows: Spoiled['rows'] = (text, ...values) =>
    db.prepare(text).all(...values) as unknown as ReturnType<Spoiled['rows']>
  const sound = tables.map((table) => ({ table, rows: rows(`select * from ${table}`) }))
  const verify: Spoiled['verify'] = (against) => verifyLog(here.world, against)
  return {
    here,
    one,
    other,
    rows,
    change: (text, ...values) => void db.prepare(text).run(...values),
    mend() {
      for (const { table, rows: kept } of sound) {
        db.exec(`delete from ${table}`)
        const columns = Object.keys(kept[0] ?? {})
        if (columns.length === 0) continue
        const insert = db.prepare(`insert into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`)
        for (const row of kept) insert.run(...columns.map((column) => row[column] ?? null))
      }
    },
    verify,
    found: async (against) => (await verify(against)).findings.map(({ code, place }) => `${code} ${place}`),
    async close() {
      db.close()
      await here.close()
    },
  }
}

/** The same bytes with one bit of them changed. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  const index = at < 0 ? changed.length + at : at
  changed[index] = (changed[index] ?? 0) ^ 1
  return changed
}

/** The same text with one of its characters exchanged for another of its kind. */
export function altered(text: string, at: number): string {
  const was = text[at] ?? ''
  const now = was === '0' ? '1' : '0'
  return text.slice(0, at) + (/[0-9]/.test(was) ? now : was === 'a' ? 'b' : 'a') + text.slice(at + 1)
}
