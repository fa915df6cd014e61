/**
 * Which records have a trait, and how often: a number each, `record × 16 + count`. Most traits are in one record alone,
 * so one is kept as it is and only more of them as a list. Traits are known by 32 bits of a hash: two that meet make a
 * rank a little worse and, hardly ever, a reason wrong.
 */
export interface Postings {
  add(key: string, record: number, count: number): void
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

interface List {
  length: number
  held: Uint32Array
}

const none = new Uint32Array(0)

export function openPostings(): Postings {
  let all = new Map<number, number | List>()

  function put(hash: number, posting: number): void {
    const known = all.get(hash)
    if (known === undefined) {
      if (all.size < mostKeys) all.set(hash, posting)
    } else if (typeof known === 'number') all.set(hash, { length: 2, held: Uint32Array.of(known, posting) })
    else {
      if (known.length === known.held.length) {
        const grown = new Uint32Array(Math.ceil(known.length * 1.5) + 1)
        grown.set(known.held)
        known.held = grown
      }
      known.held[known.length] = posting
      known.length += 1
    }
  }

  const listed = (known: number | List | undefined) =>
    known === undefined
      ? none
      : typeof known === 'number'
        ? Uint32Array.of(known)
        : known.held.subarray(0, known.length)

  return {
    add: (key, record, count) => put(hashOf(key), record * 16 + Math.min(count, mostCount)),
    of: (key) => listed(all.get(hashOf(key))),
    each: (visit) => all.forEach((known, hash) => visit(listed(known), hash)),
    renumber(to) {
      const before = all
      all = new Map()
      for (const [hash, known] of before) {
        for (const posting of listed(known)) {
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
