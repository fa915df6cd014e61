import { DatabaseSync } from 'node:sqlite'
import { migrations } from './migrations/index.ts'

export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Its primary key's columns, in order. */
  readonly key: readonly string[]
}

/** Every table of the schema, those that others refer to first: asked of the schema itself, so that none is forgotten. */
export function tables(): readonly Table[] {
  const db = new DatabaseSync(':memory:')
  try {
    for (const step of migrations) db.exec(step)
    const names = db.prepare(`select name from sqlite_schema where type = 'table' order by rowid`).all()
    return (names as { name: string }[]).map(({ name }) => {
      const columns = db.prepare(`select name, pk from pragma_table_info(?) order by cid`).all(name)
      const all = columns as { name: string; pk: number }[]
      const key = all.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
      return { name, columns: all.map((column) => column.name), key: key.map((column) => column.name) }
    })
  } finally {
    db.close()
  }
}
