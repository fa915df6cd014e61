import { isNamed } from './folded.ts'
import { evaluateSsvc, type SsvcAnswer, type SsvcEvaluation } from './evaluate.ts'
import type { SsvcTable } from './table.ts'

/** Why answers are none: what was written, what is wrong, and what could stand there. */
export interface BadSsvc {
  readonly bad: true
  readonly code: 'malformed_answer' | 'unknown_point' | 'unknown_value' | 'answered_twice'
  readonly given: string
  readonly says: string
  /** Keys and names that are known there. */
  readonly known: readonly string[]
}

/**
 * Reads answers such as `E=A` or `exploitation=public-poc`, by key or name in any case, and looks them up. Text of any
 * origin.
 */
export function readSsvc(table: SsvcTable, written: readonly string[]): SsvcEvaluation | BadSsvc {
  const answers: SsvcAnswer[] = []
  for (const one of written) {
    const answer = readAnswer(table, one)
    if ('bad' in answer) return answer
    if (answers.some(({ point }) => point.key === answer.point.key)) {
      return bad('answered_twice', one, `${answer.point.name} is answered twice.`, [])
    }
    answers.push(answer)
  }
  return evaluateSsvc(table, answers)
}

function readAnswer(table: SsvcTable, written: string): SsvcAnswer | BadSsvc {
  const at = written.search(/[=:]/u)
  if (at === -1)
    return bad('malformed_answer', written, 'An answer is a question, = and a value.', keysOf(table.points))
  const [asked, told] = [written.slice(0, at), written.slice(at + 1)]
  const point = table.points.find((one) => isNamed(one, asked))
  if (point === undefined) {
    return bad('unknown_point', asked, `The table ${table.name} does not ask that.`, keysOf(table.points))
  }
  const value = point.values.find((one) => isNamed(one, told))
  if (value === undefined) return bad('unknown_value', told, `${point.name} has no such value.`, keysOf(point.values))
  return { point, value }
}

function keysOf(all: readonly { readonly key: string; readonly name: string }[]): readonly string[] {
  return all.flatMap(({ key, name }) => [key, name])
}

function bad(code: BadSsvc['code'], given: string, says: string, known: readonly string[]): BadSsvc {
  return { bad: true, code, given, says, known }
}
