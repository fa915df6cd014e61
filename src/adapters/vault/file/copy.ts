import { closeSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { VaultFailed } from '../../../app/ports/index.ts'
import { syncFolder } from '../../files/index.ts'
import type { Contents } from '../keystore.ts'
import { inTransaction, schema } from './connect.ts'

/** A copy in a new file, for its owner alone; on disk, and sound. */
export function copyInto(path: string, write: () => void): void {
  closeSync(openSync(path, 'wx', 0o600))
  try {
    write()
    assertSound(path)
    syncFolder(dirname(path))
  } catch (cause) {
    rmSync(path, { force: true })
    throw cause
  }
}

/** Writes down in a keystore's file what was read elsewhere. */
export function writeCopy(path: string, contents: Contents): void {
  copyInto(path, () => {
    const db = new DatabaseSync(path)
    try {
      db.exec('pragma synchronous = full; pragma fullfsync = on')
      db.exec(schema)
      inTransaction(db, 'begin immediate', () => insertAll(db, contents))
    } finally {
      db.close()
    }
  })
}

/** In the transaction that is open. */
export function insertAll(db: DatabaseSync, { rows, facts }: Contents): void {
  const addKey = db.prepare('insert into stream_keys (stream, wrapped, wrapped_by) values (?, ?, ?)')
  const addFact = db.prepare('insert into about (name, value) values (?, ?)')
  for (const { stream, wrapped } of rows) addKey.run(stream, wrapped?.key ?? null, wrapped?.by ?? null)
  for (const [name, value] of facts) addFact.run(name, value)
}

function assertSound(path: string): void {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const { integrity_check } = db.prepare('pragma integrity_check').get() as { integrity_check: string }
    if (integrity_check !== 'ok') throw new VaultFailed('failed', `the copy is not sound: ${integrity_check}`)
  } finally {
    db.close()
  }
}
