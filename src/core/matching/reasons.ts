import type { Held } from './corpus.ts'
import { recordOf } from './postings.ts'
import type { Trait, TraitKind } from './traits.ts'

/** Something that both texts have. */
export interface Reason {
  readonly kind: TraitKind
  /** As the text that was asked with spells it, the rarest first; at most four. */
  readonly shown: readonly string[]
  /** How many records that the reader may see have the first of them, and how many there are. */
  readonly having: number
  readonly among: number
}

/** What tells most, first. */
const order: readonly TraitKind[] = ['id', 'name', 'word', 'version', 'class']
const mostShown = 4
/** Rarer than this, a word tells something; a kind of vulnerability is told however common it is. */
const worthTelling = 4

/** Says why records are like what was asked with. Only what the reader may see is counted. */
export function reasoning<Key>(
  held: Held<Key>,
  traits: readonly Trait[],
  may: (key: Key) => boolean,
): (record: number) => readonly Reason[] {
  const seen = (number: number) => {
    const key = held.keys[number]
    return key !== undefined && may(key)
  }
  let all: number | undefined
  const among = () => (all ??= held.keys.reduce<number>((sum, _, number) => (seen(number) ? sum + 1 : sum), 0))
  const asked = traits
    .map((trait) => ({ ...trait, list: held.having(trait) }))
    .map((trait) => ({ ...trait, rarity: held.rarity(trait.list.length, trait.key) }))
    .filter(({ kind, rarity }) => kind === 'class' || rarity >= worthTelling)
    .toSorted((one, other) => other.rarity - one.rarity)

  return (record) => {
    const shared = asked.filter(({ list }) => isIn(list, record))
    // What a name has said already is not said again as words.
    let told = ''
    return order.flatMap((kind): Reason[] => {
      const telling = shared.filter((one) => one.kind === kind)
      const fresh = kind === 'word' ? telling.filter(({ shown }) => !told.includes(shown.toLowerCase())) : telling
      const shown = whole(fresh.map((one) => one.shown)).slice(0, mostShown)
      const first = fresh.find((one) => one.shown === shown[0])
      if (first === undefined) return []
      told += ` ${fresh.map((one) => one.shown.toLowerCase()).join(' ')}`
      const having = first.list.reduce((sum, posting) => (seen(recordOf(posting)) ? sum + 1 : sum), 0)
      return [{ kind, shown, having, among: among() }]
    })
  }
}

/** Postings stand in the order of their records. */
function isIn(list: Uint32Array, record: number): boolean {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    const found = recordOf(list[middle] ?? 0)
    if (found === record) return true
    if (found < record) from = middle + 1
    else to = middle
  }
  return false
}

/** Without what is a part of another: `read.go` says `read`, too. */
function whole(shown: readonly string[]): readonly string[] {
  return [...new Set(shown)].filter((one, at, all) => !all.some((other, place) => place !== at && other.includes(one)))
}

const said: Readonly<Record<TraitKind, string>> = {
  id: 'name',
  name: 'name',
  word: 'say',
  version: 'name version',
  class: 'are about',
}

/** `Both name parseHeader and lib/x.go (the first is in 3 of 900 records).` */
export function reasonInWords({ kind, shown, having, among }: Reason): string {
  const what = listed(kind === 'word' ? shown.map((word) => `“${word}”`) : shown)
  const count = `${shown.length === 1 ? '' : 'the first is '}in ${having} of ${among} records`
  return `Both ${said[kind]} ${what}${kind === 'class' ? '' : ` (${count})`}.`
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
