import { readBefore, shareOf } from './background.ts'
import { hashOf, openPostings, recordOf, type Postings } from './postings.ts'
import { traitKinds, traitsOf, type Described, type Trait, type TraitKind } from './traits.ts'

/**
 * Records that a report may be compared with, in memory. Of their texts only which traits they have is kept: some
 * hundred numbers each.
 */
export interface Corpus<Key> {
  /** Takes a record in, in place of what was known under this key. */
  put(key: Key, record: Described): void
  drop(key: Key): void
  has(key: Key): boolean
  readonly size: number
  /** For `rank` alone. */
  readonly held: Held<Key>
}

export interface Held<Key> {
  /** Those who have a trait. */
  having(trait: Pick<Trait, 'kind' | 'key'>): Uint32Array
  /** By number; `undefined`: dropped, and not yet cleared away. */
  readonly keys: readonly (Key | undefined)[]
  numberOf(key: Key): number | undefined
  /**
   * How rare a trait is that so many records have: 0 where every record has it (Robertson and Sparck Jones’s weight, as
   * in BM25), 10 where none has, however many records there are: weights and bounds that were found with 12,000 hold
   * with fifty. Common words are common in a small corpus, too: as if so many ordinary texts had been read before.
   */
  rarity(having: number, key: string): number
  /** A record’s words, repeated ones too, and how many a record has on average. */
  readonly words: readonly number[]
  averageWords(): number
  readonly norms: Norms
}

/** Sums over a record’s traits, which change slowly as the corpus grows. */
export interface Norms {
  /** Of the squared rarity of its words. */
  readonly squares: number[]
  /** Of the rarity of its words, and of the classes it speaks of. */
  readonly rarities: number[]
  readonly classes: number[]
  readonly versions: number[]
}

export function openCorpus<Key>(): Corpus<Key> {
  /** Apart by kind, as the sums over a record’s traits are. */
  const postings = new Map<TraitKind, Postings>(traitKinds.map((kind) => [kind, openPostings()]))
  const having = ({ kind, key }: Pick<Trait, 'kind' | 'key'>) => postings.get(kind)?.of(key) ?? new Uint32Array(0)
  let keys: (Key | undefined)[] = []
  let words: number[] = []
  let numbers = new Map<Key, number>()
  let norms: Norms = { squares: [], rarities: [], classes: [], versions: [] }
  let allWords = 0
  /** So many records there were when all norms were worked out last. */
  let settledAt = 0

  const rarityOf = (having: number, hash: number) => {
    const all = keys.length + readBefore
    // What many have here is ordinary here; what three have is not: one of them may be the one that asks.
    const here = Math.max(0, having - 3) / (keys.length + 30)
    const times = having + Math.max(shareOf(hash), here) * readBefore
    return (10 * Math.log(1 + (all - times + 0.5) / (times + 0.5))) / Math.log(2 * all + 2)
  }
  const rarity = (times: number, key: string) => rarityOf(times, hashOf(key))

  function drop(key: Key): void {
    const number = numbers.get(key)
    if (number === undefined) return
    numbers.delete(key)
    keys[number] = undefined
    allWords -= words[number] ?? 0
    // A case is taken in anew with each event: what it had before must not pass for other records that have it, too.
    if (keys.length - numbers.size > numbers.size / 50) clear()
  }

  /** Gives the places of dropped records away. */
  function clear(): void {
    const to = new Map<number, number>()
    keys.forEach((key, number) => {
      if (key !== undefined) to.set(number, to.size)
    })
    const kept = <Value>(values: readonly Value[]) => values.filter((_, number) => to.has(number))
    for (const one of postings.values()) one.renumber((number) => to.get(number))
    words = kept(words)
    const { squares, rarities, classes, versions } = norms
    norms = { squares: kept(squares), rarities: kept(rarities), classes: kept(classes), versions: kept(versions) }
    keys = kept(keys)
    numbers = new Map(keys.flatMap((key, number) => (key === undefined ? [] : [[key, number] as const])))
  }

  function settle(): void {
    settledAt = keys.length
    for (const sums of Object.values(norms)) (sums as number[]).fill(0)
    for (const [kind, of] of postings) {
      of.each((list, hash) => {
        const rare = rarityOf(list.length, hash)
        for (const posting of list) {
          const number = recordOf(posting)
          if (kind === 'word') {
            grow(norms.squares, number, rare ** 2)
            grow(norms.rarities, number, rare)
          } else if (kind === 'class') grow(norms.classes, number, rare)
          else if (kind === 'version') grow(norms.versions, number, rare)
        }
      })
    }
  }

  return {
    put(key, record) {
      drop(key)
      const traits = traitsOf(record)
      const number = keys.push(key) - 1
      numbers.set(key, number)
      for (const trait of traits) postings.get(trait.kind)?.add(trait.key, number, trait.count)
      words[number] = countWords(traits)
      allWords += words[number] ?? 0
      const sums = sumsOf(traits, (trait) => rarity(having(trait).length, trait.key))
      norms.squares[number] = sums.squares
      norms.rarities[number] = sums.rarities
      norms.classes[number] = sums.classes
      norms.versions[number] = sums.versions
      // A record that came early was measured against few: all are measured anew each time there are a quarter more.
      if (keys.length > 16 + settledAt * 1.25) settle()
    },
    drop,
    has: (key) => numbers.has(key),
    get size() {
      return numbers.size
    },
    held: {
      having,
      get keys() {
        return keys
      },
      numberOf: (key) => numbers.get(key),
      rarity,
      get words() {
        return words
      },
      averageWords: () => allWords / Math.max(1, numbers.size),
      get norms() {
        return norms
      },
    },
  }
}

export function countWords(traits: readonly Trait[]): number {
  return traits.reduce((sum, { kind, count }) => (kind === 'word' ? sum + count : sum), 0)
}

export function sumsOf(traits: readonly Trait[], rarityOf: (trait: Trait, at: number) => number) {
  const sums = { squares: 0, rarities: 0, classes: 0, versions: 0, title: 0 }
  for (const [at, trait] of traits.entries()) {
    const rare = rarityOf(trait, at)
    if (trait.kind === 'word') {
      sums.squares += rare ** 2
      sums.rarities += rare
      if (trait.inTitle) sums.title += rare
    } else if (trait.kind === 'class') sums.classes += rare
    else if (trait.kind === 'version') sums.versions += rare
  }
  return sums
}

function grow(sums: number[], number: number, by: number): void {
  sums[number] = (sums[number] ?? 0) + by
}
