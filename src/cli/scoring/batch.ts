import {
  isBadVector,
  longestVector,
  parseVector,
  score,
  type BadVector,
  type Scores,
} from '../../core/scoring/index.ts'
import { exits, type CommandIo } from '../command.ts'
import { linesOf } from './lines.ts'

/**
 * Scores standard input line by line: as many lines out as in, in their order, each with six columns (docs/severity.md
 * says them). Memory stays bounded: a piece of the input is answered before the next is read.
 */
export async function scoreBatch(io: CommandIo, lenient: boolean): Promise<number> {
  let all = 0
  let invalid = 0
  for await (const lines of linesOf(io.input(), longestVector)) {
    let rows = ''
    for (const line of lines) {
      const vector = parseVector(line, { lenient })
      if (isBadVector(vector)) invalid += 1
      rows += isBadVector(vector) ? `${rowOfNone(line, vector)}\n` : `${rowOf(line, score(vector))}\n`
    }
    all += lines.length
    io.out(rows)
  }
  if (invalid > 0) io.err(`${invalid} of ${all} ${all === 1 ? 'line is' : 'lines are'} no vector\n`)
  return invalid === 0 ? exits.done : exits.refused
}

function rowOf(text: string, scores: Scores): string {
  const [middle, environmental] = ofGroups(scores)
  const { base, overall } = scores
  return `${shown(text)}\t${figure(base)}\t${middle}\t${environmental}\t${figure(overall)}\t${scores.class}`
}

/** The columns stay where they are: no score is defined, and the class's place tells why. */
function rowOfNone(text: string, { code, position, says }: BadVector): string {
  return `${shown(text)}\t-\t-\t-\t-\terror: ${code} at ${position + 1}: ${says}`
}

/**
 * 2.0 has temporal and environmental equations "if employed" (A Complete Guide, sections 3.2.2 and 3.2.3): a vector
 * without the group's metrics has no such score. 3.x and 4.0 give what is not defined a value, and so every score one.
 */
function ofGroups(scores: Scores): readonly [temporalOrThreat: string, environmental: string] {
  const { environmental } = scores
  if (scores.version === '4.0') return [figure(scores.threat), figure(environmental)]
  if (scores.version !== '2.0') return [figure(scores.temporal), figure(environmental)]
  const { given } = scores
  return [given.temporal ? figure(scores.temporal) : '-', given.environmental ? figure(environmental) : '-']
}

const figures = Array.from({ length: 101 }, (_, tenths) => (tenths / 10).toFixed(1))

/** With its one decimal; looked up, for it is asked some four times a line. */
function figure(score: number): string {
  return figures[Math.round(score * 10)] ?? '-'
}

const most = 200

/** As it was given, so that one finds it again; what would break a column or hide a word is spelled out. */
function shown(text: string): string {
  if (plain.test(text)) return text
  const short = text.length > most ? `${text.slice(0, most)}…` : text
  return short.replace(/[^ -~…]/gu, (odd) => `\\u{${(odd.codePointAt(0) ?? 0).toString(16)}}`)
}

const plain = /^[ -~]{0,200}$/u
