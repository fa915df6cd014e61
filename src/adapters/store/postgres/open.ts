import { StoreFailed, type Store } from '../../../app/ports/index.ts'
import { leasesBy } from '../shared/leases.ts'
import type { Question } from '../shared/questions.ts'
import type { Asked } from '../shared/statement.ts'
import { carryStore } from '../carry.ts'
import { bringsWork } from '../shared/work.ts'
import { assertSafe, openPool } from '../../postgres/index.ts'
import { ask, connected, run } from './connect.ts'
import { postgres } from './dialect.ts'
import { storeFailed } from './failures.ts'
import { inspect } from './inspect.ts'
import { migrate } from './migrate.ts'
import { questionsOn } from './read.ts'
import { startWaking } from './wake.ts'
import { startWriting } from './write.ts'

/**
 * The store in a PostgreSQL database that any number of servers share; `url`: postgres://user:password@host/database.
 *
 *   commit         write.ts ─▶ compile.ts   one statement, one transaction, told apart by its writer when in doubt
 *   questions      read.ts ─▶ shared/questions.ts
 *   wake-ups       wake.ts                  LISTEN/NOTIFY; looking each second stays the truth
 *
 * Throws `StoreFailed`: `unreachable`, `newer_schema`, `unsafe_settings`, `read_only`, and what PostgreSQL has to say.
 */
export async function openPostgres(url: string): Promise<Store> {
  await connected(url, async (client) => {
    await assertSafe(client)
    await migrate(client)
    await run(client, { text: `delete from writers where since < now() - interval '30 days'`, values: [] })
  })
  const pool = openPool(url)
  const writing = startWriting(pool)
  const waking = startWaking(pool, url)
  let closing: Promise<void> | undefined
  const under = new Set<Promise<unknown>>()

  /** What was asked before the end is answered; what comes after it is refused. */
  function open<Asked extends unknown[], Answer>(method: (...asked: Asked) => Promise<Answer>) {
    return async (...asked: Asked): Promise<Answer> => {
      if (closing !== undefined) throw new StoreFailed('closed', 'the store is closed')
      const answer = method(...asked)
      under.add(answer)
      try {
        return await answer
      } catch (cause) {
        throw storeFailed(cause)
      } finally {
        under.delete(answer)
      }
    }
  }

  async function close() {
    await Promise.allSettled(under)
    await waking.close()
    await writing.close().catch(() => undefined)
    await pool.end()
  }

  const methods = Object.entries(questionsOn(pool)).map(([name, ask]) => [name, open(ask as () => Promise<unknown>)])
  return {
    ...(Object.fromEntries(methods) as Pick<Store, Question>),
    commit: open(async (batch) => {
      const done = await writing.commit(batch)
      if (done.ok && bringsWork(batch)) waking.tell()
      return done
    }),
    ...leasesBy(
      postgres,
      open((taking: Asked<unknown>) => ask(pool, taking)),
    ),
    onWork: (listener) => waking.listen(listener),
    backup: open(async (file) => {
      await carryStore({ url }, { file })
    }),
    check: open(() => connected(url, inspect)),
    close: () => (closing ??= close()),
  }
}
