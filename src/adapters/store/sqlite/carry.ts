import { closeSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { StoreFailed } from '../../../app/ports/index.ts'
import { syncFolder } from '../../files/index.ts'
import { addText, pageText, type Filling, type Moment } from '../shared/carry.ts'
import type { Value } from '../shared/statement.ts'
import { tables } from '../shared/tables.ts'
import { connectReading, connectWriting } from './connect.ts'
import { storeFailed } from './failures.ts'
import { inspect } from './inspect.ts'
import { assertSchema, migrate } from './migrate.ts'

/** Reads one moment of a database file; nothing is written to it. */
export async function readFile<Answer>(file: string, act: (moment: Moment) => Promise<Answer>): Promise<Answer> {
  const db = connectReading(file)
  try {
    assertSchema(db)
    db.exec('begin')
    return await act(momentOf(db))
  } catch (cause) {
    throw storeFailed(cause)
  } finally {
    db.close()
  }
}

/** Makes a database file, for its owner alone: filled and found sound, or not there. */
export async function fillFile<Answer>(file: string, act: (filling: Filling) => Promise<Answer>): Promise<Answer> {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (cause) {
    throw storeFailed(cause)
  }
  try {
    const answer = await filled(file, act)
    const [finding] = await inspect(file)
    if (finding !== undefined) throw new StoreFailed('corrupt', `the copy is not sound: ${finding}`)
    syncFolder(dirname(file))
    return answer
  } catch (cause) {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
    throw storeFailed(cause)
  }
}

async function filled<Answer>(file: string, act: (filling: Filling) => Promise<Answer>): Promise<Answer> {
  const db = connectWriting(file)
  try {
    migrate(db)
    db.exec('begin immediate')
    for (const { name } of tables().toReversed()) db.exec(`delete from ${name}`)
    const answer = await act(fillingOf(db))
    db.exec('commit')
    return answer
  } finally {
    db.close()
  }
}

function momentOf(db: DatabaseSync): Moment {
  return {
    async page(table, after) {
      const rows = db.prepare(pageText(table, after)).all(...(after ?? [])) as Record<string, Value>[]
      return rows.map((row) => table.columns.map((name) => row[name] ?? null))
    },
  }
}

function fillingOf(db: DatabaseSync): Filling {
  return {
    async add(table, rows) {
      const adding = db.prepare(addText(table, 1))
      for (const cells of rows) adding.run(...cells)
    },
  }
}
