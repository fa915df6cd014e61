import { closeSync, fdatasync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import { shared } from '../shared.ts'

const sync = promisify(fdatasync)

/** What SQLite wrote ahead, brought to the disk when somebody waits for it. */
export interface WriteAheadLog {
  /**
   * Resolves when all that was written before is on disk; many who ask share a sync. Once a sync has failed it rejects
   * for good: Linux forgets what it could not write, and a later sync would say that all is well.
   */
  durable(): Promise<void>
  /** Syncs what is left first. */
  close(): Promise<void>
}

/** The log of the database at `path`. Opened when first asked for: without a writing connection there is none. */
export function writeAheadLog(path: string): WriteAheadLog {
  // SQLite takes no locks on it that closing it here would end.
  let log: number | undefined
  const durable = shared(() => sync((log ??= openSync(`${path}-wal`, 'r+'))))
  return {
    durable,
    async close() {
      if (log === undefined) return
      try {
        await durable()
      } finally {
        closeSync(log)
      }
    },
  }
}
