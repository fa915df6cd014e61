import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '../../src/adapters/store/index.ts'
import type { Batch } from '../../src/app/ports/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { act } from '../crash/act.ts'
import { judged, lineOf, nothing, plus } from '../crash/tally.ts'
import { startPostgres, type Postgres } from '../peers/postgres/index.ts'
import { startProxy, type Direction } from '../torture/proxy.ts'

/*
 * The connection to the database breaks at every part of a commit, on the way there and on the way back: before the
 * server has heard of it, in the middle of its transaction, after it has happened and before anybody was told. Each
 * commit is answered with what became of it.
 */

let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

/** Two settings of one name need a statement of their own each: a transaction of several statements. */
const inSeveralStatements = (stream: CaseId, version: number): Batch => {
  const settings = ['a', 'b'].map((letter) => ({ name: 'twice', value: `${version}${letter}` }))
  return { ...act(stream, version), settings }
}

const kinds: readonly { what: string; batch: typeof act; direction: Direction; cuts: number }[] = [
  { what: 'one statement', batch: act, direction: 'to the server', cuts: 60 },
  { what: 'one statement', batch: act, direction: 'from the server', cuts: 40 },
  { what: 'a transaction', batch: inSeveralStatements, direction: 'to the server', cuts: 60 },
  { what: 'a transaction', batch: inSeveralStatements, direction: 'from the server', cuts: 40 },
]

test.each(kinds)('$what, cut on the way $direction', { timeout: 60_000 }, async ({ what, batch, direction, cuts }) => {
  const url = await server.database()
  const proxy = await startProxy(url)
  const store = await openPostgres(proxy.address)
  const stream = 'c-cut'
  let version = 0
  const commit = async () => {
    expect(await store.commit(batch(stream, (version += 1)))).toEqual({ ok: true })
  }
  // Prepared and warm, every commit says the same bytes. What the commit before tells other servers is said by then.
  const lengths: number[] = []
  for (let times = 0; times < 6; times++) {
    await pause(100)
    const before = proxy.passed(direction)
    await commit()
    lengths.push(proxy.passed(direction) - before)
  }
  const length = Math.min(...lengths)
  try {
    for (let nth = 0; nth < cuts; nth++) {
      await commit()
      proxy.cutAfter(Math.floor((nth * length) / cuts), direction)
      await commit()
      expect(proxy.spare(), `cut ${nth}`).toBe(true)
    }
    const tally = await judged(store, new Map([[stream, version]]))
    console.info(lineOf(`PostgreSQL, ${what}, cut ${direction}`, { ...plus(nothing, tally), runs: cuts }))
    expect(tally).toMatchObject({ acknowledged: version, lost: 0, halves: [] })
    expect(await store.readStream(stream)).toHaveLength(version)
  } finally {
    await store.close()
    await proxy.close()
  }
})
