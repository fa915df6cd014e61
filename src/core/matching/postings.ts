import { openLists } from './lists.ts'

/**
 * Which records have a trait, and how often: a number each, `record × 16 + count`. Most traits are in one record alone,
 * so one is kept as it is and only more of them as a list. Traits are known by 32 bits of a hash: two that meet make a
 * rank a little worse and, hardly ever, a reason wrong.
 */
export interface Postings {
  add(key: string, record: number, count: number): void
  /** To be read at once: a view of where they lie now. */
  of(key: string): Uint32Array
  each(visit: (postings: Uint32Array, hash: number) => void): void
  /** Keeps those of records that stay, under their new numbers; `undefined`: the record goes. */
  renumber(to: (record: number) => number | undefined): void
}

export const mostCount = 15
export const recordOf = (posting: number) => posting >>> 4
export const countOf = (posting: number) => posting & 15

/**
 * So many traits are told apart; what comes when there are as many is not taken in. No community's words are that many:
 * only made-up ones, in a flood.
 */
const mostKeys = 2_000_000

const none = new Uint32Array(0)

export function openPostings(): Postings {
  /** A posting; or, below nought, where its list lies: `-1 - place`. */
  let all = new Map<number, number>()
  let lists = openLists()

  function put(hash: number, posting: number): void {
    const known = all.get(hash)
    if (known === undefined) {
      if (all.size < mostKeys) all.set(hash, posting)
    } else if (known >= 0) all.set(hash, -1 - lists.begin(known, posting))
    else {
      const place = lists.add(-1 - known, posting)
      if (place !== -1 - known) all.set(hash, -1 - place)
    }
  }

  const listed = (known: number | undefined, of = lists) =>
    known === undefined ? none : known >= 0 ? Uint32Array.of(known) : of.at(-1 - known)

  return {
    add: (key, record, count) => put(hashOf(key), record * 16 + Math.min(count, mostCount)),
    of: (key) => listed(all.get(hashOf(key))),
    each: (visit) => all.forEach((known, hash) => visit(listed(known), hash)),
    renumber(to) {
      const [before, held] = [all, lists]
      all = new Map()
      lists = openLists()
      for (const [hash, known] of before) {
        for (const posting of listed(known, held)) {
          const record = to(recordOf(posting))
          if (record !== undefined) put(hash, record * 16 + countOf(posting))
        }
      }
    },
  }
}

/** FNV-1a over UTF-16 units (draft-eastlake-fnv), 32 bits. */
export function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return hash
}
