import { automatonOf, nothing, type Automaton, type Pattern } from './automaton.ts'

/**
 * A filter of an OWNERS file: an expression of RE2 (https://github.com/google/re2/wiki/Syntax), found anywhere in the
 * path. `undefined`: it uses what is not known here (flags, named classes, word boundaries), is wrong, or is too large.
 */
export function filterOf(source: string): Automaton | undefined {
  if (source.length > longest) return undefined
  try {
    const reading = { source, at: 0, depth: 0 }
    const pattern = choice(reading)
    return reading.at === source.length ? automatonOf(pattern) : undefined
  } catch (thrown) {
    if (thrown instanceof NotKnown) return undefined
    throw thrown
  }
}

const longest = 500
const deepest = 20
const mostTimes = 1000

/** Ends the reading wherever it is; it never leaves this file. */
class NotKnown extends Error {}

interface Reading {
  readonly source: string
  at: number
  depth: number
}

function choice(reading: Reading): Pattern {
  reading.depth += 1
  if (reading.depth > deepest) throw new NotKnown()
  const parts = [sequence(reading)]
  while (taken(reading, '|')) parts.push(sequence(reading))
  reading.depth -= 1
  return parts.length === 1 ? (parts[0] ?? nothing) : { any: parts }
}

function sequence(reading: Reading): Pattern {
  const parts: Pattern[] = []
  while (reading.at < reading.source.length && !/[|)]/.test(reading.source[reading.at] ?? '')) {
    parts.push(times(reading, atom(reading)))
  }
  return { all: parts }
}

function times(reading: Reading, many: Pattern): Pattern {
  const [whole, sign, least, comma, most] =
    /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})\??/.exec(reading.source.slice(reading.at)) ?? []
  if (whole === undefined) return many
  if ('at' in many) throw new NotKnown()
  reading.at += whole.length
  if (/^[*+?{]/.test(reading.source.slice(reading.at))) throw new NotKnown()
  if (sign !== undefined) return { many, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity }
  const from = Number(least)
  const to = comma === undefined ? from : most === undefined ? Infinity : Number(most)
  if (from > to || from > mostTimes || (to !== Infinity && to > mostTimes)) throw new NotKnown()
  return { many, least: from, most: to }
}

function atom(reading: Reading): Pattern {
  const { source } = reading
  const character = String.fromCodePoint(source.codePointAt(reading.at) ?? 0)
  const rest = source.slice(reading.at)
  if (character === '(') return group(reading)
  if (character === '[') return charactersOf(reading, classAt(rest))
  reading.at += character.length
  if (character === '^') return { at: 'beginning' }
  if (character === '$') return { at: 'end' }
  if (character === '.') return { one: (given) => given !== '\n' }
  if (character === '\\') return escaped(reading)
  if (/[*+?]/.test(character)) throw new NotKnown()
  return { one: (given) => given === character }
}

function group(reading: Reading): Pattern {
  const opening = /^\((?:\?:|\?P?<\w{1,50}>)?(?!\?)/.exec(reading.source.slice(reading.at))?.[0]
  if (opening === undefined) throw new NotKnown()
  reading.at += opening.length
  const inside = choice(reading)
  if (!taken(reading, ')')) throw new NotKnown()
  return inside
}

function escaped(reading: Reading): Pattern {
  const [whole] = /^(?:[dDsSwW]|[AzntrfvQ]|[^A-Za-z0-9\s])/u.exec(reading.source.slice(reading.at)) ?? []
  if (whole === undefined || whole === 'Q') throw new NotKnown()
  reading.at += whole.length
  if (whole === 'A') return { at: 'beginning' }
  if (whole === 'z') return { at: 'end' }
  if (/[A-Za-z]/.test(whole)) return charactersOf({ source: '', at: 0, depth: 0 }, `\\${whole}`)
  return { one: (given) => given === whole }
}

/** A class as it stands in the source, up to its own closing bracket. */
function classAt(rest: string): string {
  const found = /^\[\^?(?:\\.|[^\\\][])+\]/su.exec(rest)?.[0]
  // `[[:alpha:]]`, `[]a]` and `\p{…}` mean something else in JavaScript.
  if (found === undefined || /\\[pPQE]|\\[0-9]/.test(found)) throw new NotKnown()
  return found
}

/** One character is all that JavaScript's expression is asked about: it has nothing to go back to. */
function charactersOf(reading: Reading, source: string): Pattern {
  reading.at += source.length
  try {
    const expression = new RegExp(`^${source}$`, 's')
    return { one: (given) => expression.test(given) }
  } catch {
    throw new NotKnown()
  }
}

function taken(reading: Reading, character: string): boolean {
  if (reading.source[reading.at] !== character) return false
  reading.at += 1
  return true
}
