import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { folder } from '../src/adapters/folder/index.ts'
import { publishedList, publishTo, type Pages, type World } from '../src/app/index.ts'
import type { CaseEvent } from '../src/core/process/index.ts'
import type { CaseId } from '../src/core/kernel/index.ts'
import { AdvisoryDocument } from '../src/core/advisory/index.ts'
import { paths } from '../src/core/publishing/index.ts'
import type { Row } from './measure.ts'
import { freshCases, installation } from './world.ts'

/** Pages exist compiled only: Node reads no JSX. */
const compiled = new URL('../dist/http/web/static/index.js', import.meta.url).href

/**
 * Publishing so many advisories: the whole site from the records, the same with everything there already, and after one
 * change; and a server's lists. The tests of the CSAF standard run once in a revision's life, in a thread of their own,
 * and are not in these figures: they are told beside.
 */
export async function publishingBench(count = 10_000): Promise<Row[]> {
  const { world: whole, close } = await installation()
  const world: World = { ...whole, csaf: { run: async () => [], close: async () => undefined } }
  const root = mkdtempSync(join(tmpdir(), 'tocsin-bench-site-'))
  try {
    const ids = await filled(world, count)
    const { staticPages } = (await import(compiled)) as { staticPages(): Pages }
    const publish = (to: string) => publishTo(world, folder(join(root, to)), { pages: staticPages(), version: 'bench' })
    const signing = await seconds(() => publish('site'))
    const rebuild = await seconds(() => publish('again'))
    const nothing = await seconds(() => publish('site'))
    await revise(world, ids[0] ?? 'c-')
    const change = await seconds(() => publish('site'))
    const lists = await seconds(() => publishedList(world, paths.osvAll))
    await revise(world, ids[1] ?? 'c-')
    const changed = await seconds(() => publishedList(world, paths.rolie))
    // A minute for ten thousand.
    const atMost = (60 * count) / 10_000
    const row = (what: string, { wall, cpu }: Took, most: number | null): Row => ({
      what,
      median: wall,
      cpu,
      unit: 's',
      ofRaw: null,
      goal: most === null ? '' : `≤ ${most}`,
      reached: most === null ? null : wall <= most,
    })
    return [
      row(`first time, signing ${count}`, signing, null),
      row(`rebuild of the whole site, ${count}`, rebuild, atMost),
      row('again, nothing changed', nothing, 1),
      row('again after one change', change, 1),
      row('a server’s first list', lists, atMost),
      row('a server’s list after one change', changed, 1),
    ]
  } finally {
    await close()
    rmSync(root, { recursive: true })
  }
}

interface Took {
  readonly wall: number
  readonly cpu: number
}

/** By the clock, and of all threads' work: on a busy machine only the second says something of the code. */
async function seconds(run: () => Promise<unknown>): Promise<Took> {
  const [began, used] = [performance.now(), process.cpuUsage()]
  await run()
  const { user, system } = process.cpuUsage(used)
  return { wall: (performance.now() - began) / 1000, cpu: (user + system) / 1_000_000 }
}

const at = '2026-03-17T16:00:00Z'

/** Cases that were announced, written as records straight away: reporting them one by one is measured elsewhere. */
async function filled(world: World, count: number): Promise<CaseId[]> {
  const template = await freshCase(world)
  const ids: CaseId[] = []
  for (let from = 0; from < count; from += 200) {
    const some = Array.from({ length: Math.min(200, count - from) }, (_, nth) => from + nth)
    const made = await Promise.all(some.map((nth) => announcedCase(world, template, nth)))
    const committed = await world.store.commit({
      appends: made.map(({ append }) => append),
      cases: made.map(({ id, append }) => ({
        case: id,
        community: world.community,
        phase: 'announced',
        open: false,
        opened: at,
        updated: at,
        version: append.events.length,
        nextDue: null,
        summary: new Uint8Array(1),
      })),
      published: made.map(({ id, cve }) => ({
        community: world.community,
        id: cve,
        case: id,
        published: at,
        modified: at,
      })),
    })
    if (!committed.ok) throw new Error(`not filled: ${committed.why}`)
    ids.push(...made.map(({ id }) => id))
  }
  return ids
}

async function freshCase(world: World): Promise<readonly CaseEvent[]> {
  const [id = 'c-'] = await freshCases(world, 1)
  return (await world.records.read('case', id)).records.map(({ event }) => event)
}

async function announcedCase(world: World, template: readonly CaseEvent[], nth: number) {
  const id = `c-${String(nth).padStart(12, '0')}` as CaseId
  const cve = `CVE-2026-${10_000 + nth}`
  const opened = template.map((event) => (event.type === 'CaseOpened' ? { ...event, case: id } : event))
  const events: CaseEvent[] = [
    ...opened,
    { type: 'CveRecorded', id: cve, evidence: '' },
    { type: 'AdvisoryRevised', revision: 1, document: documentOf(nth), note: '' },
    { type: 'AnnouncementDrafted', draft: 1, subject: cve, body: '', generated: true },
    { type: 'AnnouncementReleased', draft: 1, subject: cve, body: '', to: 'announce@example.org', early: null },
  ]
  const stream = await world.records.read('case', id)
  return { id, cve, append: await world.records.append('case', stream, events, 'product', Temporal.Instant.from(at)) }
}

/** A change, as the act makes it. */
async function revise(world: World, id: CaseId): Promise<void> {
  const stream = await world.records.read('case', id)
  const now = Temporal.Instant.from('2026-03-18T16:00:00Z')
  const document = { ...documentOf(0), mitigations: 'Turn the cache off.' }
  const events: CaseEvent[] = [{ type: 'AdvisoryRevised', revision: 2, document, note: '' }]
  const { id: cve, ...row } = (await world.store.published(world.community, 1_000_000)).find(
    (one) => one.case === id,
  ) ?? {
    id: '',
    community: world.community,
    case: id,
    published: at,
  }
  const committed = await world.store.commit({
    appends: [await world.records.append('case', stream, events, 'product', now)],
    published: [{ ...row, id: cve, modified: now.toString() }],
  })
  if (!committed.ok) throw new Error(`not revised: ${committed.why}`)
}

/** As long as advisories are: about three kilobytes. */
function documentOf(nth: number): AdvisoryDocument {
  return AdvisoryDocument.parse({
    title: `anchor ${nth} accepts a signature without a log entry`,
    summary: 'A signature passes without an entry in the log.',
    details: `The entry ${nth} is looked up, and the answer is not looked at. `.repeat(20),
    impact: 'Whoever can push a signature passes verification. '.repeat(5),
    affected: [
      {
        package: { ecosystem: 'Go', name: 'example.org/anchor', purl: 'pkg:golang/example.org/anchor' },
        ranges: [{ type: 'SEMVER', introduced: '0', fixed: `1.${nth % 90}.2` }],
      },
    ],
    cwes: ['CWE-347'],
    references: [{ type: 'FIX', url: `https://git.example.org/anchor/pull/${nth}` }],
    credits: [{ name: 'Ada Finder', type: 'FINDER', consent: true }],
    upgrade: 'Upgrade to the newest version.',
  })
}

if (import.meta.main) {
  for (const { what, median, unit, cpu = 0 } of await publishingBench(Number(process.argv[2] ?? 10_000))) {
    console.log(`${what.padEnd(42)} ${median.toFixed(2).padStart(9)} ${unit} ${cpu.toFixed(2).padStart(9)} CPU ${unit}`)
  }
  console.log(`at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory`)
}
