import { lockFile } from '../../lock/index.ts'
import { nobody, type Turns } from '../keystore.ts'
import type { Place } from './place.ts'

export function turnsIn({ path, db, durable }: Place): Turns {
  return {
    // Not `inTransaction`: what runs in it takes its time, and joins this transaction.
    async alone(act) {
      db.exec('begin immediate')
      try {
        const answer = await act()
        db.exec('commit')
        await durable()
        return answer
      } catch (cause) {
        if (db.isTransaction) db.exec('rollback')
        throw cause
      }
    },
    async hold() {
      const lock = lockFile(`${path}.rotating`)
      return lock === undefined ? undefined : { isHeld: () => true, release: () => lock.release() }
    },
    others: nobody,
  }
}
