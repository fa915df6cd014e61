import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { VaultFailed } from '../../../app/ports/index.ts'
import { connect } from './connect.ts'
import { writeAheadLog } from './wal.ts'

/** The file that is open, for whoever reads or writes one part of it. */
export interface Place {
  readonly path: string
  readonly db: DatabaseSync
  /** A statement that changes something; none where the file is only read. */
  writing(text: string): StatementSync | undefined
  /** See `WriteAheadLog`. */
  durable(): Promise<void>
  /**
   * Folds what was written ahead into the file and cuts the log, which holds the page as it was: no copy of a destroyed
   * key stays behind. Throws `VaultFailed` (`failed`) while somebody else still reads that page.
   */
  fold(): void
  close(): Promise<void>
}

export function openPlace(path: string, { readOnly }: { readonly readOnly: boolean }): Place {
  const db = connect(path, { readOnly })
  const log = writeAheadLog(path)
  const folding = db.prepare('pragma wal_checkpoint(truncate)')
  return {
    path,
    db,
    writing: (text) => (readOnly ? undefined : db.prepare(text)),
    durable: log.durable,
    fold() {
      const { busy } = folding.get() as { busy: number }
      if (busy === 0) return
      throw new VaultFailed('failed', 'the key is destroyed, but a reader keeps its last copy: try again')
    },
    async close() {
      if (!db.isOpen) return
      try {
        await log.close()
      } finally {
        db.close()
      }
    },
  }
}
