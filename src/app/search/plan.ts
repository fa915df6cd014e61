import type { PersonId } from '../../core/kernel/index.ts'
import type { Wanted } from '../../core/search/index.ts'
import type { SearchQuery, TokenCount, WantedTokens } from '../ports/index.ts'
import type { World } from '../world.ts'
import { tokenOf } from './blind.ts'

/** So many cases are looked at: what more than that have in common finds nothing. */
export const lookedAt = 1000

/**
 * So many rows read in a row cost as much as one that is looked up, or less: by three to ten times on either engine,
 * for what a database holds in memory.
 */
const rowsForOne = 4

/** A word, and what its tokens' newest rows tell of it. */
interface Counted extends Pick<WantedTokens, 'any' | 'times'> {
  readonly met: readonly TokenCount[]
  /** How many cases have it, counted up to `lookedAt`. */
  readonly having: number
  /** The place of the last of these, the newest coming first. */
  readonly oldest: number
}

/** What is looked at first, how much each word counts, and how the others' rows are come by; `member`: somebody with a seat. */
export async function planOf(
  world: World,
  member: PersonId | null,
  wanted: readonly Wanted[],
  open: boolean | 'all',
): Promise<Pick<SearchQuery, 'wanted' | 'first'>> {
  const hashed = wanted.map(({ any, scored }): WantedTokens => ({
    any: [...new Set(any.map((term) => tokenOf(world, term)))],
    times: scored ? 1 : 0,
    inARow: false,
  }))
  if (member === null) return { wanted: hashed, first: null }
  const tokens = [...new Set(hashed.flatMap(({ any }) => any))]
  const counts = await world.store.searchCounts(member, tokens, lookedAt)
  const countOf = new Map(tokens.map((token, index) => [token, counts.tokens[index] ?? none]))
  const words = hashed.map((one) => counted(one, countOf))
  const [first] = words.toSorted(byRarity)
  const byList = first === undefined || (open === true && counts.open <= first.having)
  return {
    wanted: words.map(({ any, times, having, met }) => ({
      any,
      times: times * rarity(having),
      // Of open cases, or of one phase, there are few: they lie far apart among a common word's rows.
      inARow: !byList && open === 'all' && rowsSince(first.oldest, met) <= rowsForOne * first.having,
    })),
    first: byList ? null : words.indexOf(first),
  }
}

function counted({ any, times }: WantedTokens, countOf: ReadonlyMap<number, TokenCount>): Counted {
  const known = any.map((token) => ({ token, ...(countOf.get(token) ?? none) }))
  const met = known.filter(({ count }) => count > 0)
  const sum = met.reduce((total, { count }) => total + count, 0)
  const places = (of: readonly TokenCount[]) => of.map(({ oldest }) => oldest)
  const full = met.filter(({ count }) => count >= lookedAt)
  return {
    // Most words are no id and no word's beginning: nobody need be asked whether they have it.
    any: met.length === 0 ? any : met.map(({ token }) => token),
    times,
    met,
    having: Math.min(sum, lookedAt),
    // Where one token alone has so many, theirs are the newest; otherwise all of them are looked at.
    oldest: full.length > 0 ? Math.max(...places(full)) : Math.min(...places(met.length > 0 ? met : [none])),
  }
}

const none: TokenCount = { count: 0, newest: 0, oldest: 0 }

/** Of two words that more cases have than are counted, the rarer one is that whose newest reach further back. */
function byRarity(one: Counted, other: Counted): number {
  return one.having - other.having || one.oldest - other.oldest
}

/** About how many rows of these tokens lie from this place on, if they lie as close to each other as the newest do. */
function rowsSince(place: number, tokens: readonly TokenCount[]): number {
  return tokens.reduce((sum, { count, newest, oldest }) => {
    if (count < lookedAt || oldest <= place) return sum + count
    return sum + (count * (newest - place)) / Math.max(newest - oldest, 1)
  }, 0)
}

/** From 10 for what one case has to 1 for what thousands have: the logarithm, as inverse document frequency has it. */
function rarity(count: number): number {
  return 1 + Math.floor(Math.log2(lookedAt / Math.min(Math.max(count, 1), lookedAt)))
}
