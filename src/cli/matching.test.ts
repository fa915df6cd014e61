import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from '../../tests/kit/api.ts'
import { runLine } from '../../tests/kit/io.ts'
import { reported } from '../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { openComparing } from '../app/index.ts'
import { caseCommands } from './api/index.ts'
import { matchingCommands } from './here/index.ts'

let here: TestWorld
let id: string
beforeAll(async () => {
  here = await testWorld()
  id = (await reported(here, { title: 'parseHeader crashes', impact: 'an empty header, in read.go' })).id
})
afterAll(() => here.close())

const record = JSON.stringify({
  schema_version: '1.7.3',
  id: 'OSV-2026-1',
  modified: '2026-01-02T00:00:00Z',
  summary: 'Panic in parseHeader',
  details: 'An empty header makes parseHeader in read.go panic.',
})

const onDisk = (line: readonly string[]) =>
  runLine(
    matchingCommands(async () => ({ world: here.world, close: async () => undefined })),
    line,
    { files: { 'one.json': record, 'two.json': '{"id":1}' } },
  )

async function similar(...more: readonly string[]) {
  const client = await apiClient(here, here.members[0] ?? 'p-')
  const fetch = async (url: string) => {
    const { status, body } = await client.get(url.replace('http://127.0.0.1:8080', ''))
    return new Response(JSON.stringify(body), { status })
  }
  return runLine(caseCommands, ['case', 'similar', id, ...more], { fetch, env: { TOCSIN_TOKEN: 'tocsin_x' } })
}

test('takes OSV records in, and names those that are none', async () => {
  expect(await onDisk(['matching', 'import', 'one.json'])).toMatchObject({
    exit: 0,
    out: 'taken in: 1, known already: 0\n',
  })
  expect(await onDisk(['matching', 'import', 'one.json', 'two.json'])).toMatchObject({
    exit: 1,
    out: 'taken in: 0, known already: 1\n',
    err: expect.stringMatching(/^two\.json: not_osv: /) as string,
  })
  expect(await onDisk(['matching', 'import', 'gone.json'])).toMatchObject({ exit: 2 })
})

test('shows what a report may be a duplicate of, and why', async () => {
  expect((await similar()).err).toBe('Nothing in 0 other records is much like it\n')
  const comparing = openComparing(here.world)
  while (await comparing.round());
  const { out } = await similar()
  expect(out).toMatch(/^Panic in parseHeader\nOSV-2026-1 · imported record · (likely|perhaps) the same\n/)
  expect(out).toMatch(/ {2}Both name parseHeader/)
  expect(JSON.parse((await similar('--json')).out)).toMatchObject({
    similar: [{ id: 'OSV-2026-1', case: null }],
    among: 1,
  })
})
