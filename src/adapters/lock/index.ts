import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** One server for one data folder. Other commands (`log verify`, `backup`) do not take it. `undefined`: it is taken. */
export function lockFolder(data: string): Lock | undefined {
  return lockFile(join(data, 'serving.lock'))
}

export interface Lock {
  release(): void
}

/**
 * The lock is the operating system's own, held through SQLite on a file of its own: it ends with the process however that
 * ends, where a file with a process id would outlive a crash or, in a container, name a stranger. `undefined`: somebody
 * else holds it.
 */
export function lockFile(file: string): Lock | undefined {
  // Closing any handle of a file ends what locks this process has on it.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    db.exec('begin exclusive')
  } catch (cause) {
    db.close()
    // SQLITE_BUSY (https://sqlite.org/rescode.html#busy)
    if (((cause as { errcode?: number }).errcode ?? 0) % 256 !== 5) throw cause
    return undefined
  }
  return { release: () => db.close() }
}
