import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StoreFailed, VaultUnavailable } from '../../app/ports/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { gate } from './gate.ts'
import type { Route, Voice } from './route.ts'

let here: TestWorld
beforeEach(async () => {
  here = await testWorld()
})
afterEach(() => here.close())

test('an address with a character that no database keeps leads nowhere, before anything is asked for', async () => {
  const asked: string[] = []
  const route: Route = {
    scope: 'public',
    method: 'get',
    path: '/things/:id',
    act: 'readPublic',
    handle({ c }) {
      asked.push(c.req.param('id') ?? '')
      return c.text('found')
    },
  }
  const voice: Voice = { prefix: '/', problem: (c, { status, code }) => c.text(code, status) }
  const app = gate(here.world, [route], [voice])
  for (const path of ['/things/%00', '/things/a%00b', '/things/a%2500b', '/things/a']) await app.request(path)
  const answer = await app.request('/things/CVE-2026-1%00')
  expect([answer.status, await answer.text()]).toEqual([404, 'not_found'])
  expect(asked).toEqual(['a%00b', 'a'])
})

test.each([
  [new StoreFailed('unreachable', 'away'), 503, 'unavailable'],
  [new StoreFailed('busy', 'taken'), 503, 'unavailable'],
  [new VaultUnavailable('unreachable', 'away'), 503, 'unavailable'],
  [new StoreFailed('unsure', 'gone meanwhile'), 503, 'unsure'],
  [new StoreFailed('corrupt', 'a damaged page'), 500, 'broken'],
  [new TypeError('a bug'), 500, 'broken'],
])('%s is answered with %d, %s', async (error, status, code) => {
  const handle = () => Promise.reject(error)
  const route: Route = { scope: 'public', method: 'get', path: '/things', act: 'readPublic', handle }
  const voice: Voice = { prefix: '/', problem: (c, problem) => c.json({ ...problem }, problem.status) }
  const told = vi.spyOn(here.world.lines, 'error')
  const answer = await gate(here.world, [route], [voice]).request('/things')
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ code })
  expect(told).toHaveBeenCalledWith('request_failed', expect.objectContaining({ method: 'GET' }))
})
