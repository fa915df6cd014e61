import { closeSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { StoreFailed } from '../../../app/ports/index.ts'
import { connectReading } from './connect.ts'
import { storeFailed } from './failures.ts'
import { failureOf } from './group.ts'
import { syncFolder } from '../../files/index.ts'

/** Reads the whole database, which takes seconds when it is large: in a thread of its own, once, then it ends. */
const { file, copyTo } = workerData as { file: string; copyTo?: string }
try {
  if (copyTo !== undefined) copy(file, copyTo)
  parentPort?.postMessage({ findings: copyTo === undefined ? findings(file) : [] })
} catch (cause) {
  parentPort?.postMessage({ failure: failureOf(cause) })
}

/** Copying the live file would miss what is in the WAL; VACUUM INTO copies one moment, without deleted rows. */
function copy(from: string, to: string) {
  closeSync(openSync(to, 'wx', 0o600))
  try {
    const db = connectReading(from)
    try {
      db.prepare('vacuum into ?').run(to)
    } finally {
      db.close()
    }
    const found = findings(to)
    if (found.length > 0) throw new StoreFailed('corrupt', `the copy is not sound: ${found[0]}`)
    syncFolder(dirname(to))
  } catch (cause) {
    rmSync(to, { force: true })
    throw cause
  }
}

function findings(path: string): readonly string[] {
  try {
    const db = connectReading(path)
    try {
      const integrity = db.prepare('pragma integrity_check').all() as { integrity_check: string }[]
      const strays = db.prepare('pragma foreign_key_check').all() as { table: string; rowid: number | null }[]
      return [
        ...integrity.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
        ...strays.map(({ table, rowid }) => `${table} ${rowid ?? ''} refers to a row that is not there`),
      ]
    } finally {
      db.close()
    }
  } catch (cause) {
    const failed = storeFailed(cause)
    if (failed.code === 'corrupt') return [failed.message]
    throw failed
  }
}
