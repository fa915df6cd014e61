import { bad, quoted, type BadVector, type BadVectorCode } from './bad.ts'
import type { Book, Segment } from './book.ts'
import { whatIsWrongWith } from './diagnose.ts'
import { letterA, slash } from './letters.ts'
import type { Vector } from './vector.ts'

export interface Manner {
  /** Any order, any case, spaces, empty segments, repetitions that agree, groups begun and not finished. */
  readonly lenient: boolean
}

/** Reads the metrics between two offsets of a text. */
export function readMetrics(text: string, from: number, to: number, book: Book, manner: Manner): Vector | BadVector {
  const metrics = { ...book.blank }
  let seen = 0
  let last = -1
  for (let start = from; start <= to;) {
    const position = start
    const expected = nextInOrder(text, position, to, book, last)
    const end = expected ? position + expected.text.length : endOfPiece(text, position, to)
    const segment = expected ?? elsewhere(text.slice(position, end), book, manner)
    start = end + 1
    if (segment === undefined) {
      if (manner.lenient && tidy(text.slice(position, end)) === '') continue
      return whatIsWrongWith(text.slice(position, end), position, book, manner.lenient)
    }
    const { key, value, bit, place } = segment
    if ((seen & bit) !== 0) {
      if (manner.lenient && metrics[key] === (segment.silent ? undefined : value)) continue
      const says = `The metric ${key} is given a second time, as ${quoted(text.slice(position, end))}.`
      return bad('duplicate_metric', position, says, `Keep one ${key} and remove the other.`)
    }
    if (book.ordered && !manner.lenient && place < last) return outOfOrder(position, key, book, last)
    seen |= bit
    last = place
    if (!segment.silent) metrics[key] = value
  }
  return whatIsMissing(seen, to, book, manner) ?? { version: book.version, metrics }
}

/** Most vectors give the metrics in order: a glance at what can come next beats any table of texts. */
function nextInOrder(text: string, start: number, to: number, book: Book, last: number): Segment | undefined {
  const next = book.inOrder[last + 1]
  if (next === undefined || !text.startsWith(next.start, start)) return undefined
  const value = start + next.start.length
  if (value + 1 !== to && text.charCodeAt(value + 1) !== slash) return undefined
  return next.byLetter[text.charCodeAt(value) - letterA]
}

function endOfPiece(text: string, start: number, to: number): number {
  const end = text.indexOf('/', start)
  return end === -1 || end > to ? to : end
}

function elsewhere(piece: string, book: Book, manner: Manner): Segment | undefined {
  return manner.lenient ? book.inCapitals.get(tidy(piece)) : book.segments.get(piece)
}

function tidy(piece: string): string {
  return piece.replace(/\s+/gu, '').toUpperCase()
}

function outOfOrder(position: number, key: string, book: Book, last: number): BadVector {
  const after = book.metrics[last]?.key ?? '-'
  const says = `${key} stands after ${after}, but CVSS ${book.version} has it before.`
  return bad('out_of_order', position, says, `Move ${key} to its place, or read leniently.`)
}

function whatIsMissing(seen: number, end: number, book: Book, manner: Manner): BadVector | undefined {
  const lacks = (bits: number) => (seen & bits) !== bits
  if (lacks(book.base)) {
    return missing('missing_metric', book.base & ~seen, end, book, 'A vector has every base metric.')
  }
  const begun = manner.lenient ? undefined : book.whole.find((bits) => (seen & bits) !== 0 && lacks(bits))
  if (begun === undefined) return undefined
  return missing('incomplete_group', begun & ~seen, end, book, 'A group that is begun is written whole, with ND.')
}

function missing(code: BadVectorCode, bits: number, end: number, book: Book, rule: string): BadVector {
  const lacking = book.metrics.filter((_, place) => (bits & (1 << place)) !== 0)
  const says = `Missing: ${lacking.map(({ key, name }) => `${key} (${name})`).join(', ')}. ${rule}`
  const add = lacking.map(({ key, choices }) => `${key} with one of ${Object.keys(choices).join(', ')}`)
  return bad(code, end, says, `Add ${add.join('; ')}.`)
}
