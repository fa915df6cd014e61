import type pg from 'pg'
import { StoreFailed, type Batch, type Committed } from '../../../app/ports/index.ts'
import { patiently, sqlState } from '../../postgres/index.ts'
import type { Statement } from '../shared/statement.ts'
import type { Step, Stop, Unmet } from '../shared/step.ts'
import { movedOn, stepsOf, versionOf } from '../shared/steps.ts'
import { oneStatement, waves } from './compile.ts'
import { ask, run } from './connect.ts'
import { placesOfACommit, postgres } from './dialect.ts'
import { isToRepeat, isUnanswered, storeFailed } from './failures.ts'
import { unmet } from './own.ts'
import { statisticsOf } from './statistics.ts'
import { writersOn, type Writer } from './writers.ts'

export interface Writing {
  commit(batch: Batch): Promise<Committed>
  close(): Promise<void>
}

/** Whoever keeps losing a deadlock to others gives up after so many times. */
const mostRepeats = 8

/**
 * A commit is one statement, which is one transaction by itself, wherever no row is touched twice. PostgreSQL syncs its
 * log once for all that commit at the same time: there is no queue here.
 *
 * When the connection breaks before the answer, nobody knows whether the commit happened. Its writer's row does: it
 * holds the number of the last commit, written by that commit itself. So what happened is reported as success, what
 * did not is done again, and only when the server stays away is the answer `unsure`.
 */
export function startWriting(pool: pg.Pool): Writing {
  const writers = writersOn(pool)
  const statistics = statisticsOf(pool)

  async function commit(batch: Batch): Promise<Committed> {
    const steps = stepsOf(batch, postgres)
    const size = (batch.appends ?? []).reduce((sum, { events }) => sum + events.length, 0)
    if (size > placesOfACommit || (batch.outbox?.length ?? 0) > placesOfACommit) {
      throw new StoreFailed('failed', `a commit holds at most ${placesOfACommit} events`)
    }
    if (steps.length === 0) return { ok: true }
    for (let repeats = 0; ; repeats++) {
      const done = await attempt(steps)
      if (done === 'committed') {
        statistics.wrote(batch)
        return { ok: true }
      }
      if (done !== 'again') return done
      if (repeats === mostRepeats) throw new StoreFailed('busy', 'others kept changing the same rows')
    }
  }

  /** A connection and what it is known by. */
  async function ready(): Promise<{ readonly client: pg.PoolClient; readonly writer: Writer }> {
    const client = await pool.connect()
    try {
      return { client, writer: await writers.of(client) }
    } catch (cause) {
      client.release(true)
      throw cause
    }
  }

  async function attempt(steps: readonly Step[]): Promise<Stop | 'committed' | 'again'> {
    const { client, writer } = await patiently(() => ready())
    let broken: unknown
    try {
      writer.last += 1
      await write(client, [mark(writer), ...steps])
      return 'committed'
    } catch (cause) {
      const part = unmetPart(cause)
      if (isUnanswered(cause)) broken = cause
      else if (isToRepeat(cause)) return 'again'
      else if (part === 0) {
        writers.forget(client)
        return 'again'
      } else if (part === undefined) throw cause
      else return await answerTo(steps[part - 1]?.must?.otherwise, client)
    } finally {
      client.release(broken !== undefined)
    }
    const happened = await writers.happened(writer)
    if (happened === undefined) {
      throw new StoreFailed('unsure', 'the database server went away during a commit that may have happened', {
        cause: broken,
      })
    }
    return happened ? 'committed' : 'again'
  }

  return {
    commit: (batch) => commit(batch).catch((cause: unknown) => Promise.reject(storeFailed(cause))),
    async close() {
      await statistics.settled()
      await writers.close()
    },
  }
}

/** First of all: that this commit is the writer's last one. A fenced writer commits no more. */
function mark({ id, last }: Writer): Step {
  return {
    text: 'update writers set last = ? where id = ? and not fenced',
    values: [last, id],
    row: 'writers',
    must: { rows: 1, otherwise: { failed: 'the connection’s writer is fenced' } },
  }
}

async function write(client: pg.PoolClient, steps: readonly Step[]): Promise<void> {
  let first = 0
  const statements = waves(steps).map((wave) => {
    const statement = oneStatement(wave, first)
    first += wave.length
    return statement
  })
  const [only] = statements
  if (statements.length === 1 && only !== undefined) await run(client, only)
  else await inTransaction(client, statements)
}

async function inTransaction(client: pg.PoolClient, statements: readonly Statement[]): Promise<void> {
  await client.query('begin')
  try {
    for (const statement of statements) await run(client, statement)
  } catch (cause) {
    if (!isUnanswered(cause)) await client.query('rollback')
    throw cause
  }
  await client.query('commit')
}

/** The number of the part that did not reach its rows, if that is what went wrong. */
function unmetPart(cause: unknown): number | undefined {
  return sqlState(cause) === unmet ? Number((cause as Error).message) : undefined
}

async function answerTo(otherwise: Unmet | undefined, client: pg.PoolClient): Promise<Stop> {
  if (otherwise === undefined) throw new StoreFailed('failed', 'a part of the commit did not reach its rows')
  if ('stop' in otherwise) return otherwise.stop
  if ('failed' in otherwise) throw new StoreFailed('failed', otherwise.failed)
  return movedOn(otherwise.moved, await ask(client, versionOf(otherwise.moved.stream)))
}
