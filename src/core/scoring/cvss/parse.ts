import { bad, quoted, type BadVector } from './bad.ts'
import { books } from './book.ts'
import type { Version } from './metric.ts'
import { readMetrics } from './read.ts'
import type { Vector } from './vector.ts'

/** No more characters are read as one vector. The longest lawful one, 4.0 with all 32 metrics, has 178; the rest is room for spaces. */
export const longestVector = 1000

// How versions are written in the wild before the first metric: CVSS:3.1/, cvss3.1/, CVSSv2:, CVSS2#.
const looseLabel = /^cvss[:\s]*v?\s*([0-9][0-9.]*)\s*(?:[/#:]|$)/iu

const labelled = Object.values(books).filter(({ prefix }) => prefix !== '')

const looseVersions: Readonly<Record<string, Version>> = {
  '2': '2.0',
  '2.0': '2.0',
  '3.0': '3.0',
  '3.1': '3.1',
  '4': '4.0',
  '4.0': '4.0',
}

/**
 * Reads a CVSS vector of version 2.0, 3.0, 3.1 or 4.0 from text of any origin; bounded time for any length.
 *
 * Strict, as each specification demands: 2.0 and 4.0 in their order, 3.x in any, no metric twice, all base metrics,
 * 2.0's temporal and environmental groups whole or absent. Lenient reads what people paste: any order and case, spaces,
 * brackets around it, stray slashes, `CVSS2#`, a metric repeated with the same value, unfinished groups. Neither guesses:
 * a vector that needs a version label and has none is refused, because 3.0 and 3.1 score differently.
 */
export function parseVector(text: string, options: { readonly lenient?: boolean } = {}): Vector | BadVector {
  const strict = !(options.lenient ?? false)
  if (text.length > longestVector) {
    const says = `A vector has at most ${longestVector} characters, this text has more.`
    return bad('too_long', longestVector, says, 'Give the vector alone.')
  }
  const [from, to] = strict ? [0, text.length] : bare(text)
  if (from >= to) return bad('empty', from, 'There is no vector.', 'Write one, such as CVSS:3.1/AV:N/AC:L/….')
  return strict ? parseStrictly(text) : parseLeniently(text, from, to)
}

function parseStrictly(text: string): Vector | BadVector {
  if (!text.startsWith('CVSS:')) return readUnlabelled(text, 0, text.length, false)
  const book = labelled.find(({ prefix }) => text.startsWith(prefix) || text === prefix.slice(0, -1))
  if (book) return readMetrics(text, book.prefix.length, text.length, book, { lenient: false })
  return unknownVersion(text.slice(5).replace(/\/.*$/su, ''), 5)
}

function parseLeniently(text: string, from: number, to: number): Vector | BadVector {
  const body = text.slice(from, to)
  const label = looseLabel.exec(body)
  if (label) {
    const version = looseVersions[label[1] ?? '']
    if (version === undefined) return unknownVersion(label[1] ?? '', from + label[0].indexOf(label[1] ?? ''))
    return readMetrics(text, from + label[0].length, to, books[version], { lenient: true })
  }
  if (/^cvss/iu.test(body)) return unknownVersion(body.slice(4), from + 4)
  return readUnlabelled(text, from, to, true)
}

/** Only 2.0 goes without a label. What is plainly of another version is told so, instead of "no metric PR". */
function readUnlabelled(text: string, from: number, to: number, lenient: boolean): Vector | BadVector {
  const body = text.slice(from, to)
  if (!/^[/\s]*[A-Za-z]{1,3}\s*:/u.test(body) || /(?:^|\/)\s*(?:PR|UI|AT|VC|MAV)\s*:/iu.test(body)) {
    const says = `${quoted(body)} does not start with a version, and is not of CVSS 2.0.`
    return bad('version_missing', from, says, 'Start with CVSS:3.0/, CVSS:3.1/ or CVSS:4.0/.')
  }
  return readMetrics(text, from, to, books['2.0'], { lenient })
}

function unknownVersion(version: string, position: number): BadVector {
  const says = `${quoted(version)} is not a version that vectors are labelled with.`
  return bad('unknown_version', position, says, 'Use CVSS:3.0/, CVSS:3.1/ or CVSS:4.0/; CVSS 2.0 has no label.')
}

const wrapping = /[\s"'`()[\]<>{}]/u

/** The bounds of a text without the spaces, brackets and quotes around it. */
function bare(text: string): readonly [from: number, to: number] {
  let from = 0
  let to = text.length
  while (from < to && wrapping.test(text.charAt(from))) from++
  while (to > from && wrapping.test(text.charAt(to - 1))) to--
  return [from, to]
}
