import { byKeys, schemeOf, type Key } from './scheme.ts'

/**
 * https://maven.apache.org/pom.html#version-order-specification, which says `.qualifier` = `-qualifier` < `-number` <
 * `.number`. A version that ends is like one that goes on with "".
 */
type Token = { readonly number: bigint; readonly dotted: boolean } | { readonly qualifier: string }

const known = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp']
const aliases: ReadonlyMap<string, string> = new Map([
  ['cr', 'rc'],
  ['ga', ''],
  ['final', ''],
  ['release', ''],
])
/** Short only where a number follows at once: `1-a1`, not `1-a`. */
const short: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
])

export const maven = schemeOf({
  name: 'maven',
  rule: 'Maven: alpha, beta, milestone, rc and snapshot come before the release, sp and other words after it, then -1, then .1; trailing zeros do not count.',
  wants: 'a Maven version',
  read: (version) => (version === '' ? undefined : trimmed(tokensOf(version.toLowerCase())).map(keyOf)),
  compare: byKeys(keyOf({ qualifier: '' })),
})

function tokensOf(version: string): Token[] {
  const tokens: Token[] = []
  for (const part of version.split(/(?=[.-])/)) {
    const separated = /^[.-]/.test(part)
    if (separated && tokens.length === 0) tokens.push({ number: 0n, dotted: true })
    const text = separated ? part.slice(1) : part
    const dotted = !part.startsWith('-')
    // A change between digits and letters is like a hyphen; nothing between two separators is a 0.
    const pieces = text === '' ? ['0'] : (text.match(/\d+|\D+/g) ?? [])
    pieces.forEach((piece, nth) => {
      const next = pieces[nth + 1]
      if (/^\d/.test(piece)) tokens.push({ number: BigInt(piece), dotted: dotted && nth === 0 })
      else tokens.push({ qualifier: aliases.get(piece) ?? (next === undefined ? piece : (short.get(piece) ?? piece)) })
    })
  }
  return tokens
}

/** "Starting from the end, the trailing null values are trimmed; this is repeated at each remaining hyphen." */
function trimmed(tokens: readonly Token[]): Token[] {
  const kept: Token[] = []
  const ends = (next: Token | undefined) => next === undefined || 'qualifier' in next || !next.dotted
  for (const token of tokens.toReversed()) {
    const empty = 'qualifier' in token ? token.qualifier === '' : token.number === 0n
    if (!(empty && ends(kept.at(-1)))) kept.push(token)
  }
  return kept.reverse()
}

function keyOf(token: Token): Key {
  if ('number' in token) return [token.dotted ? 2 : 1, token.number]
  const place = known.indexOf(token.qualifier)
  return place === -1 ? [0, known.length, token.qualifier] : [0, place]
}
