import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from '../../tests/kit/api.ts'
import { runLine } from '../../tests/kit/io.ts'
import { reported } from '../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { caseCommands } from './api/index.ts'
import { searchCommands } from './here/index.ts'

let here: TestWorld
let id: string
beforeAll(async () => {
  here = await testWorld()
  id = (await reported(here, { title: 'Forged entries verified' })).id
  await reported(here, { title: 'Something else', email: 'other@example.org' })
})
afterAll(() => here.close())

const onDisk = (line: readonly string[]) =>
  runLine(
    searchCommands(async () => ({ world: here.world, close: async () => undefined })),
    line,
  )

/** Against the real API, without a socket. */
async function asked(line: readonly string[]) {
  const client = await apiClient(here, here.members[0] ?? 'p-')
  const fetch = async (url: string) => {
    const { status, body } = await client.get(url.replace('http://127.0.0.1:8080', ''))
    return new Response(JSON.stringify(body), { status })
  }
  return runLine(caseCommands, line, { fetch, env: { TOCSIN_TOKEN: 'tocsin_x' } })
}

test('says how far the index lags, and fills it anew', async () => {
  const before = await onDisk(['search', 'status'])
  expect(before.out).toMatch(/^[1-9]\d* events behind\n$/)
  expect((await asked(['case', 'search', 'forged'])).err).toMatch(/Nothing was found[^]*events are not searchable yet/)
  const rebuilt = await onDisk(['search', 'rebuild', '--json'])
  expect(JSON.parse(rebuilt.out)).toEqual({ events: expect.any(Number), waiting: 0 })
  expect((await onDisk(['search', 'status', '--json'])).out).toBe('{"events":0,"isMore":false}\n')
})

test('finds cases by words and filters', async () => {
  const found = await asked(['case', 'search', 'verifies', 'entry', '--project', 'anchor', '--open'])
  expect(found.out.split('\t')[0]).toBe(id)
  expect(found.out.trim().split('\n')).toHaveLength(1)
  const page = JSON.parse((await asked(['case', 'search', '--phase', 'triage', '--limit', '1', '--json'])).out)
  expect(page).toMatchObject({ cases: [{ phase: 'triage' }], cut: false, waiting: 0 })
  const next = JSON.parse(
    (await asked(['case', 'search', '--phase', 'triage', '--limit', '1', '--after', page.next, '--json'])).out,
  )
  expect(next.next).toBeNull()
  expect(next.cases[0].case).not.toBe(page.cases[0].case)
})

test('says what cannot be looked up', async () => {
  expect(await asked(['case', 'search'])).toMatchObject({ exit: 1, err: expect.stringMatching(/^nothing_sought/) })
  expect(await asked(['case', 'search', 'a'])).toMatchObject({
    exit: 1,
    err: expect.stringMatching(/^search_too_short/),
  })
  expect((await asked(['case', 'search', 'x', '--open', '--closed'])).exit).toBe(2)
  expect((await asked(['case', 'search', 'xy', '--after', 'nonsense'])).err).toMatch(/^bad_input/)
})
