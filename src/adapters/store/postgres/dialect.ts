import type { Dialect } from '../shared/statement.ts'

/** So many rows of one table may be new in one commit. */
export const placesOfACommit = 4096

/**
 * The first place that a transaction gives, from its number. Identity values are handed out before it is known who
 * commits first, so a reader that remembers the last one it saw would miss what commits later with a lower one.
 * Transaction numbers are handed out no earlier than a snapshot's `xmin` says: below that, everything has ended.
 */
const firstPlace = (xid: string) => `(select base from place_base) + (${xid})::text::bigint * ${placesOfACommit}`

export const postgres: Dialect = {
  place: (index) => `${firstPlace('pg_current_xact_id()')} + ${index}`,
  rowsAtOnce: [64, 16, 4, 1],
  share: ' for share',
  take: ' for update skip locked',
}

/** Places below this one are settled in this statement's snapshot: no transaction that is still running has one. */
export const settledBelow = firstPlace('pg_snapshot_xmin(pg_current_snapshot())')
/** No transaction that this statement's snapshot knows has this place or a higher one. */
export const givenBelow = firstPlace('pg_snapshot_xmax(pg_current_snapshot())')

/** Portable SQL numbers its values only here: `?` … `?` become `$from` … */
export function numbered(text: string, from = 1): string {
  let last = from
  return text.replaceAll('?', () => `$${last++}`)
}

/**
 * Tables are described once, in SQLite's words (shared/migrations). Text sorts by its bytes, as there: the order of
 * instants depends on it.
 */
export function inPostgres(schema: string): string {
  const words: readonly (readonly [RegExp, string])[] = [
    [/\binteger\b/g, 'bigint'],
    [/\bblob\b/g, 'bytea'],
    [/\btext\b/g, 'text collate "C"'],
    [/\) without rowid;/g, ');'],
  ]
  return words.reduce((text, [ours, theirs]) => text.replace(ours, theirs), schema)
}
