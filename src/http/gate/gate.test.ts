import { afterEach, beforeEach, expect, test } from 'vitest'
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
