import { argv } from 'node:process'
import { findCases, listCases, openFilling, sequence, viewCase, type World } from '../src/app/index.ts'
import { isRefused, type CaseId, type PersonId } from '../src/core/kernel/index.ts'
import { startPostgres } from '../tests/peers/postgres/index.ts'
import { manyCases, wordAt } from './manyCases.ts'
import { atMost, type Row } from './measure.ts'
import { sessionOf } from './pages.ts'
import { serve, timed } from './product.ts'
import { installation } from './world.ts'

/** Searches from the easiest to the hardest: a rare word, a common one, both, beginnings, filters. */
const searches: Readonly<Record<string, string>> = {
  'a rare word': wordAt(9_000),
  'a common word': wordAt(1),
  'common and rare': `${wordAt(1)} ${wordAt(2_000)}`,
  'three common ones': `${wordAt(1)} ${wordAt(2)} ${wordAt(3)}`,
  'a beginning': wordAt(50).slice(0, 3),
  'a project': 'project:project0',
  'a project, open': `project:project0 is:open ${wordAt(1)}`,
}

/**
 * Lists, searches and case pages with so many cases, on either engine: by the use case, and as pages of the running
 * product. How fast the index is filled, and what the product holds in memory.
 */
export async function searchBench(count: number, engine: 'sqlite' | 'postgres', samples = 300): Promise<Row[]> {
  // Tests make do with less memory than PostgreSQL takes of its own accord.
  const server = engine === 'postgres' ? await startPostgres(['shared_buffers=128MB']) : undefined
  const database = await server?.database()
  const { world, data, members, close } = await installation(database)
  const [member = 'p-'] = members
  try {
    const began = performance.now()
    const cases = await manyCases(world, count)
    console.error(`  ${engine}: ${count} cases made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    await sequence(world)
    const rows = [await indexed(world, count)]
    // PostgreSQL tidies up by itself, some minutes after so much was written at once; nobody's cases come at once.
    await server?.sql('vacuum analyze', database)
    await server?.sql('checkpoint', database)
    rows.push(...(await used(world, member, cases, samples)))
    const cookie = await sessionOf(world, member)
    const env = { TOCSIN_DATA: data, ...(database === undefined ? {} : { TOCSIN_DATABASE: database }) }
    return [...rows, ...(await served(env, cookie, cases, samples))]
  } finally {
    await close()
    await server?.stop()
  }
}

async function indexed(world: World, count: number): Promise<Row> {
  const filling = openFilling(world)
  const began = performance.now()
  while ((await filling.round()) > 0);
  await filling.release()
  const rate = count / ((performance.now() - began) / 1000)
  return { what: 'indexing', median: rate, unit: 'cases/s', ofRaw: null, goal: '', reached: null }
}

async function used(world: World, member: PersonId, cases: readonly CaseId[], samples: number): Promise<Row[]> {
  const rows = [
    ...(await timed('list, open', samples, () => listCases(world, member))),
    ...(await timed('list, closed', samples, () => listCases(world, member, { open: false }))),
    ...(await timed('case', samples, async (nth) => {
      if (isRefused(await viewCase(world, member, at(cases, nth)))) throw new Error('refused')
    })),
  ]
  for (const [what, text] of Object.entries(searches)) {
    const ask = async () => {
      const answer = await findCases(world, member, { text })
      if (isRefused(answer) || answer.cases.length === 0) throw new Error(`${text}: nothing was found`)
    }
    rows.push(...(await timed(`search, ${what}`, samples, ask)))
  }
  return rows
}

async function served(env: Record<string, string>, cookie: string, cases: readonly CaseId[], samples: number) {
  const { get, memory, calm, stop } = await serve(env, cookie)
  try {
    const calmAfter = await calm()
    const common = new URLSearchParams({ q: searches['three common ones'] ?? '' }).toString()
    return [
      { what: 'a server is at rest after', median: calmAfter, unit: 's', ofRaw: null, goal: '', reached: null },
      ...(await timed('page /cases', samples, () => get('/cases'))),
      ...(await timed('page /search', samples, () => get(`/search?${common}`))),
      ...(await timed('page /cases/…', samples, (nth) => get(`/cases/${at(cases, nth)}`))),
      ...(await timed('page /today', samples, () => get('/today'))),
      atMost('memory after these pages', memory(), 'MB', 200),
    ]
  } finally {
    await stop()
  }
}

/** Spread over all of them. */
function at(cases: readonly CaseId[], nth: number): CaseId {
  return cases[(nth * 7919) % cases.length] ?? 'c-'
}

if (import.meta.main) {
  const [count = '100000', engine = 'sqlite'] = argv.slice(2)
  for (const { what, median, unit, goal, reached } of await searchBench(Number(count), engine as 'sqlite')) {
    const verdict = reached === null ? '' : `${reached ? 'reached' : 'MISSED'} (${goal})`
    console.log(`  ${what.padEnd(38)}${median.toFixed(2).padStart(9)} ${unit.padEnd(9)}${verdict}`)
  }
  process.exit(0)
}
