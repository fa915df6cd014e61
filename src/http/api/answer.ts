import type { Context } from 'hono'
import type { BadInput, Conflict } from '../../app/index.ts'
import type { Refused } from '../../core/kernel/index.ts'
import { problemOf } from '../gate/index.ts'
import { problemResponse } from './voice.ts'

type Good<Answer> = Exclude<Answer, Refused | BadInput | Conflict>

/** What was asked for, or the problem that the app answered with instead. */
export async function answered<Answer>(
  c: Context,
  answer: Answer,
  good: (value: Good<Answer>) => Response | Promise<Response>,
): Promise<Response> {
  const problem = problemOf(answer)
  return problem === undefined ? good(answer as Good<Answer>) : problemResponse(c, problem)
}

/** The version that a client looked at, as HTTP writes it. */
export function etagOf(version: number): string {
  return `"${version}"`
}
