import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { StoreFailed, type Store } from '../../../app/ports/index.ts'
import { questions, type Question } from '../shared/questions.ts'
import type { Asked } from '../shared/statement.ts'
import { patiently } from '../../postgres/index.ts'
import { ask } from './connect.ts'
import { settledBelow } from './dialect.ts'
import { storeFailed } from './failures.ts'

/** How long a reader at the end waits for older transactions to end, in milliseconds; the pauses begin with the first. */
const patience = { withSome: 250, withNone: 5_000, first: 2 }

/** Every question of shared/questions.ts as a method of the port. */
export function questionsOn(pool: pg.Pool): Pick<Store, Question> {
  const method = (question: (...asked: never[]) => Asked<unknown>) => {
    return async (...asked: unknown[]) => asking(pool, question(...(asked as never[])))
  }
  const methods = Object.entries(questions).map(([name, question]) => [name, method(question)])
  return {
    ...(Object.fromEntries(methods) as Pick<Store, Question>),
    scan: (after, limit) => inOrder(pool, limit, questions.scan(after, limit, settled)),
    scanLinks: (after, limit) => inOrder(pool, limit, questions.scanLinks(after, limit, settled)),
  }
}

/**
 * Reads below the oldest transaction that is running, in this database or another one of the same server: what is
 * above may still get something in between. Who has reached that place waits a little, so that what was committed
 * before the question is in the answer; a transaction that does not end is told (`busy`) rather than an end that is
 * none.
 */
async function inOrder<Row>(pool: pg.Pool, limit: number, asked: Asked<readonly Row[]>): Promise<readonly Row[]> {
  const began = performance.now()
  for (let wait = patience.first; ; wait = Math.min(wait * 2, 100)) {
    const rows = await asking(pool, asked)
    if (rows.length === limit || (await asking(pool, nothingUnsettled))) return rows
    const waited = performance.now() - began
    if (rows.length > 0 && waited > patience.withSome) return rows
    if (waited > patience.withNone) {
      throw new StoreFailed('busy', 'a transaction on this database server does not end: see pg_stat_activity')
    }
    await pause(wait)
  }
}

const settled = ` and position < ${settledBelow}`

const nothingUnsettled: Asked<boolean> = {
  text: `select 1 as found from events where position >= ${settledBelow} limit 1`,
  values: [],
  answer: ({ length }) => length === 0,
}

async function asking<Answer>(pool: pg.Pool, asked: Asked<Answer>): Promise<Answer> {
  try {
    return await patiently(() => ask(pool, asked))
  } catch (cause) {
    throw storeFailed(cause)
  }
}
