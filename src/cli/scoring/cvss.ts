import {
  canonicalVector,
  explainVector,
  isBadVector,
  parseVector,
  score,
  type BadVector,
  type Explained,
  type Scores,
} from '../../core/scoring/index.ts'
import { exits, type Command } from '../command.ts'
import { given, jsonOption, misused } from '../options.ts'
import { scoreBatch } from './batch.ts'

type Scored = { readonly vector: string; readonly scores: Scores; readonly metrics: readonly Explained[] }

export const cvssCommand: Command = {
  name: 'cvss',
  usage: 'VECTOR… [--lenient] [--explain] [--json] | --batch [--lenient]',
  summary: 'Score CVSS vectors (2.0, 3.0, 3.1, 4.0)',
  options: [
    { name: 'explain', says: 'Say what each metric means' },
    { name: 'lenient', says: 'Read what people paste: any order and case, spaces, brackets, CVSSv3.1:' },
    { name: 'batch', says: 'Score standard input, a vector a line, into tab-separated columns' },
    jsonOption,
  ],
  examples: [
    ['tocsin cvss CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N', 'one line: score, class, vector'],
    ['tocsin cvss --explain CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N', 'metric by metric'],
    ['tocsin cvss --batch < vectors.txt', 'vector, base, temporal or threat, environmental, overall, class'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: args.includes('--batch') ? 0 : 1, most: 100 })
    if (typeof read === 'string') return misused(this, read, io)
    const lenient = read.flags.has('lenient')
    if (read.flags.has('batch')) {
      const apart = read.rest.length > 0 ? 'vectors' : ['explain', 'json'].find((flag) => read.flags.has(flag))
      if (apart !== undefined) return misused(this, `--batch reads standard input; ${apart} cannot go with it`, io)
      return scoreBatch(io, lenient)
    }
    const answers = read.rest.map((text) => ({ text, answer: scored(text, lenient) }))
    const wrong = answers.filter(({ answer }) => isBadVector(answer)).length
    if (read.flags.has('json')) {
      io.out(
        `${JSON.stringify(
          answers.map(({ text, answer }) => ({ given: text, ...answer })),
          null,
          2,
        )}\n`,
      )
    } else {
      for (const { text, answer } of answers) {
        if (isBadVector(answer)) io.err(complaint(text, answer))
        else io.out(lineOf(answer, read.flags.has('explain')))
      }
    }
    return wrong === 0 ? exits.done : exits.refused
  },
}

function scored(text: string, lenient: boolean): Scored | BadVector {
  const vector = parseVector(text, { lenient })
  if (isBadVector(vector)) return vector
  return { vector: canonicalVector(vector), scores: score(vector), metrics: explainVector(vector) }
}

function lineOf({ vector, scores, metrics }: Scored, explained: boolean): string {
  const line = `${scores.overall.toFixed(1)}\t${scores.class}\t${vector}\n`
  return explained ? `${line}${metrics.map(({ says }) => `  ${says}\n`).join('')}` : line
}

/** With a caret under the character at which the reading stopped. */
function complaint(text: string, { code, says, instead, position }: BadVector): string {
  const shown = text.length > 200 ? '' : `  ${text}\n  ${' '.repeat(position)}^\n`
  return `${code}: ${says} — ${instead}\n${shown}`
}
