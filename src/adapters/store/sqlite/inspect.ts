import { once } from 'node:events'
import type { Failure } from './group.ts'
import { startThread } from './threads.ts'
import { failed } from './write.ts'

/** The engine's findings about a database; empty when it is sound. */
export async function inspect(file: string): Promise<readonly string[]> {
  return answerOf({ file })
}

/** A consistent, checked copy of a database that may be in use. */
export async function copy(file: string, copyTo: string): Promise<void> {
  await answerOf({ file, copyTo })
}

async function answerOf(asked: { file: string; copyTo?: string }): Promise<readonly string[]> {
  const [answer] = (await once(startThread('inspect', asked), 'message')) as [
    { findings: readonly string[] } | { failure: Failure },
  ]
  if ('failure' in answer) throw failed(answer.failure)
  return answer.findings
}
