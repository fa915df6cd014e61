import { afterAll, beforeAll, expect, it } from 'vitest'
import { announced, does, prepared, reported } from '../../../../tests/kit/voyage.ts'
import { visitor, type Visitor } from '../../../../tests/kit/visitor.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let setting: TestWorld
let here: Visitor
beforeAll(async () => {
  setting = await testWorld()
  here = visitor(gate(setting.world, webRoutes, [webVoice]))
  const { id } = await reported(setting)
  await prepared(setting, id, { cve: 'CVE-2026-11111' })
  await announced(setting, id)
  const fields = { id: 'CVE-2026-22222', evidence: 'the first was rejected' }
  await does(setting, setting.members[0] ?? 'p-', id, 'recordCve', fields)
})
afterAll(() => setting?.close())

it.each([
  ['/advisories/CVE-2026-11111', '/advisories/CVE-2026-22222'],
  ['/advisories/CVE-2026-11111?version=1.2.3', '/advisories/CVE-2026-22222?version=1.2.3'],
  ['/osv/CVE-2026-11111.json', '/osv/CVE-2026-22222.json'],
])('%s, as it was announced, leads to where the advisory stands now', async (before, after) => {
  const answer = await here.get(before)
  expect([answer.status, answer.headers.get('location')]).toEqual([302, after])
  expect((await here.get(after)).status).toBe(200)
})

it('an id that no advisory ever had leads nowhere', async () => {
  expect((await here.get('/advisories/CVE-2026-33333')).status).toBe(404)
})
