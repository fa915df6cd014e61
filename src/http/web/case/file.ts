import { fileAnswer, type AskedOfCase } from '../../gate/index.ts'
import { sayProblem } from '../voice.tsx'

/** A file of the thread or of the report, to be kept. */
export async function showFile({ c, world, view, caller }: AskedOfCase): Promise<Response> {
  const answer = await fileAnswer(c, world, view)
  return answer instanceof Response ? answer : sayProblem({ c, caller }, answer)
}
