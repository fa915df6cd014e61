import { VaultFailed } from '../../../app/ports/index.ts'
import type { Portable } from '../keystore.ts'
import { keyRow, type Row } from '../rows.ts'
import { inTransaction } from './connect.ts'
import { copyInto, insertAll } from './copy.ts'
import type { FileFacts } from './facts.ts'
import type { Place } from './place.ts'

export function movingIn({ path, db, durable, fold }: Place, facts: FileFacts): Portable {
  return {
    async backup(to) {
      copyInto(to, () => void db.prepare('vacuum into ?').run(to))
    },
    async contents() {
      return inTransaction(db, 'begin', () => {
        const rows = db.prepare('select * from stream_keys').all() as unknown as Row[]
        const stated = db.prepare('select name, value from about').all() as unknown as { name: string; value: string }[]
        return { rows: rows.map(keyRow), facts: new Map(stated.map(({ name, value }) => [name, value])) }
      })
    },
    async bringIn(contents) {
      inTransaction(db, 'begin immediate', () => {
        if (db.prepare('select 1 from stream_keys').get() !== undefined)
          throw new VaultFailed('not_empty', `${path} holds keys`)
        db.exec('delete from about')
        insertAll(db, contents)
      })
      await durable()
    },
    async empty(left) {
      inTransaction(db, 'begin immediate', () => {
        db.exec('delete from stream_keys; delete from about')
        facts.set(left)
      })
      await durable()
      fold()
    },
  }
}
