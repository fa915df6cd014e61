import { z } from 'zod'

/**
 * Characters that make text read otherwise than it is stored (Trojan Source, CVE-2021-42574), that end a header or
 * a terminal line, or that JSON cannot carry. Tabs and line feeds are allowed where a text may have several lines.
 */
const bidirectional = /[\u202a-\u202e\u2066-\u2069]/u
// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/u
// oxlint-disable-next-line no-control-regex -- as above, and nothing that breaks a line
const controlOrBreak = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u

/** What shows ink: neither a space, nor what takes no room, nor letters that are drawn as nothing. */
const visible = /[^\p{C}\p{Z}\p{M}\s\u115f\u1160\u2800\u3164\uffa0]/u

/** Nothing of it can be seen: as a title it would be a link that nobody finds. */
export function isBlank(text: string): boolean {
  return !visible.test(text)
}

/**
 * Marks on one letter: the languages that pile most of them up (Tibetan, Hebrew with its accents) need half of these; a
 * hundred are drawn over the lines above and below.
 */
const mostMarks = 12
const mark = '\\p{M}\\p{Cf}*'
const piled = new RegExp(`((?:${mark}){${mostMarks}})(?:${mark})+`, 'gu')

/** The same text with no more marks on a letter than can be read. */
export function unpiled(text: string): string {
  return text.replace(piled, '$1')
}

/** Says what is wrong with a text, or `undefined`. An empty one has nothing wrong with it. */
export function textProblem(text: string, lines: 'one' | 'many'): string | undefined {
  if (text !== '' && isBlank(text)) return 'has nothing in it that can be seen'
  if (!text.isWellFormed()) return 'has half a character in it (a lone surrogate); paste it again as Unicode text'
  if (bidirectional.test(text)) return 'has characters that reverse the reading direction; remove them'
  if ((lines === 'one' ? controlOrBreak : control).test(text)) {
    return lines === 'one' ? 'must be one line without control characters' : 'has control characters; remove them'
  }
  if (unpiled(text) !== text) return `has more than ${mostMarks} marks on one letter; remove some`
  return undefined
}

function checked(max: number, lines: 'one' | 'many') {
  return z
    .string()
    .max(max * 2, { error: `at most ${max} characters` })
    .overwrite((text) => text.replaceAll('\r\n', '\n').trim())
    .max(max, { error: `at most ${max} characters` })
    .superRefine((text, context) => {
      const problem = textProblem(text, lines)
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
    })
}

/** One line of clean text; white space at the ends is cut. */
export function line(max: number) {
  return checked(max, 'one').min(1, { error: 'must not be empty' })
}

/** Several lines of clean text; line ends become `\n`. */
export function paragraphs(max: number) {
  return checked(max, 'many').min(1, { error: 'must not be empty' })
}
