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
const worthTelling = 3

/** Why a record is like what was asked with. Only what the reader may see is counted. */
export function reasonsFor<Key>(
  held: Held<Key>,
  traits: readonly Trait[],
  record: number,
  may: (key: Key) => boolean,
): readonly Reason[] {
  const seen = (number: number) => {
    const key = held.keys[number]
    return key !== undefined && may(key)
  }
  const shared = traits
    .map((trait) => ({ trait, list: held.having(trait) }))
    .filter(({ list }) => list.some((posting) => recordOf(posting) === record))
    .map((one) => ({ ...one, rarity: held.rarity(one.list.length, one.trait.key) }))
    .toSorted((one, other) => other.rarity - one.rarity)
  let among: number | undefined
  // What a name has said already is not said again as words.
  let told = ''
  return order.flatMap((kind): Reason[] => {
    const telling = shared.filter(
      ({ trait, rarity }) =>
        trait.kind === kind &&
        (kind === 'class' || rarity >= worthTelling) &&
        !(kind === 'word' && told.includes(trait.shown.toLowerCase())),
    )
    const [first] = telling
    if (first === undefined) return []
    among ??= held.keys.reduce<number>((sum, _, number) => (seen(number) ? sum + 1 : sum), 0)
    const having = first.list.reduce((sum, posting) => (seen(recordOf(posting)) ? sum + 1 : sum), 0)
    const shown = whole(telling.map(({ trait }) => trait.shown)).slice(0, mostShown)
    told += ` ${telling.map(({ trait }) => trait.shown.toLowerCase()).join(' ')}`
    return [{ kind, shown, having, among }]
  })
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

/** `Both name parseHeader and lib/x.go; 3 of 900 records do.` */
export function reasonInWords({ kind, shown, having, among }: Reason): string {
  const what = listed(kind === 'word' ? shown.map((word) => `“${word}”`) : shown)
  const count =
    shown.length === 1 ? `${having} of ${among} records do` : `the first is in ${having} of ${among} records`
  return `Both ${said[kind]} ${what}${kind === 'class' ? '' : `; ${count}`}.`
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
