import { apartFrom, type Near } from './apart.ts'
import { countWords, sumsOf, type Held } from './corpus.ts'
import { countOf, recordOf } from './postings.ts'
import { lengthFactors, saturated } from './saturation.ts'
import { signals, type Signal } from './signals.ts'
import type { Trait, TraitKind } from './traits.ts'

/** A record that was compared, and how much speaks for one vulnerability. */
export interface Compared {
  readonly record: number
  /** In the order of `signals`. */
  readonly values: Float64Array
}

/** So many of the records that have most in common are compared closely. */
const closely = 200

/** What somebody asks with, and the records that have most in common with it, each with its signals. */
export function compare<Key>(
  held: Held<Key>,
  traits: readonly Trait[],
  may: (key: Key) => boolean,
): readonly Compared[] {
  const size = held.keys.length
  const empty = () => new Float32Array(size)
  const sums: Record<TraitKind, Float32Array> = {
    word: empty(),
    name: empty(),
    version: empty(),
    class: empty(),
    id: empty(),
  }
  const [squares, title, rarest, second, rare] = [empty(), empty(), empty(), empty(), empty()]
  const lengths = lengthFactors(held)
  const lists = traits.map((trait) => held.having(trait))
  const rarities = traits.map(({ key }, at) => held.rarity(lists[at]?.length ?? 0, key))

  traits.forEach(({ kind, inTitle }, at) => {
    const [list, rarity] = [lists[at], rarities[at]]
    if (list === undefined || rarity === undefined) return
    const sum = sums[kind]
    for (const posting of list) {
      const [record, count] = [recordOf(posting), countOf(posting)]
      add(sum, record, rarity * saturated(count, lengths[record]))
      if (kind !== 'word') continue
      add(squares, record, rarity ** 2)
      if (rarity > 5) add(rare, record, rarity - 5)
      if (inTitle) add(title, record, rarity)
      const best = rarest[record] ?? 0
      if (rarity > best) {
        second[record] = best
        rarest[record] = rarity
      } else if (rarity > (second[record] ?? 0)) second[record] = rarity
    }
  })

  const asked = sumsOf(traits, (_, at) => rarities[at] ?? 0)
  const askedWords = countWords(traits)
  const at = (values: ArrayLike<number>, record: number) => values[record] ?? 0
  const roughly = (record: number) =>
    at(sums.word, record) +
    0.7 * (at(sums.name, record) + at(sums.version, record) + at(sums.class, record)) +
    at(sums.id, record) +
    3 * at(rarest, record)

  const nearest = best(size, roughly, (record) => {
    const key = held.keys[record]
    return key !== undefined && may(key)
  })
  const words = lists.filter((_, place) => traits[place]?.kind === 'word')
  const apart = apartFrom(nearest, words, lengths)
  const mostWords = nearest.reduce((most, { record }) => Math.max(most, at(sums.word, record)), 0)
  return nearest.map(({ record }, place) => {
    const { norms } = held
    const length = 1 + at(held.words, record)
    const value: Record<Signal, number> = {
      words: at(sums.word, record) / 10,
      names: at(sums.name, record) / 10,
      versions: at(sums.version, record) / 10,
      classes: at(sums.class, record) / 10,
      ids: at(sums.id, record) / 10,
      rareWords: at(rare, record) / 5,
      rarest: at(rarest, record) / 5,
      secondRarest: at(second, record) / 5,
      ofTitle: asked.title === 0 ? 0 : at(title, record) / asked.title,
      ofAsked: at(sums.word, record) / (asked.rarities + 1),
      ofRecord: at(sums.word, record) / (at(norms.rarities, record) + 1),
      ofBest: at(sums.word, record) / (mostWords + 1),
      apart: at(apart, place),
      cosine: at(squares, record) / Math.sqrt(asked.squares * at(norms.squares, record) + 1),
      classCosine: at(sums.class, record) / (Math.sqrt(asked.classes * at(norms.classes, record)) + 1),
      length: Math.log(length),
      otherLength: Math.abs(Math.log(length / (1 + askedWords))),
      otherVersions: asked.versions > 0 && at(norms.versions, record) > 0 && at(sums.version, record) === 0 ? 1 : 0,
    }
    return { record, values: Float64Array.from(signals, (signal) => value[signal]) }
  })
}

function add(sums: Float32Array, record: number, by: number): void {
  sums[record] = (sums[record] ?? 0) + by
}

/** The best records, without sorting all of them; only one that could be among them is asked whether it may. */
function best(size: number, of: (record: number) => number, may: (record: number) => boolean): readonly Near[] {
  const found: Near[] = []
  for (let record = 0; record < size; record += 1) {
    const value = of(record)
    const least = found.length < closely ? 0 : (found.at(-1)?.value ?? 0)
    if (value <= least || !may(record)) continue
    let place = found.length
    while (place > 0 && (found[place - 1]?.value ?? 0) < value) place -= 1
    found.splice(place, 0, { record, value })
    if (found.length > closely) found.pop()
  }
  return found
}
