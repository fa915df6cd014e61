import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { announced, does, prepared, reported } from '../../../../tests/kit/voyage.ts'
import { sigstorePolicy, testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { deliverDue } from '../../../app/index.ts'
import type { CaseId } from '../../../core/kernel/index.ts'
import { gate } from '../../gate/index.ts'
import { webVoice } from '../voice.tsx'
import { caseRoutes } from './index.ts'

let here: TestWorld
let ada: AtABrowser
let id: CaseId
beforeAll(async () => {
  // The case is of high severity: the second channel is for what is worse.
  const policy = sigstorePolicy.replace('channel: development', 'channel: development, from: critical')
  expect(policy).not.toBe(sigstorePolicy)
  here = await testWorld({ policy })
  ada = await atABrowser(gate(here.world, caseRoutes, [webVoice]) as Hono, here.world, here.members[0] ?? 'p-')
  id = (await reported(here)).id
  await prepared(here, id)
  await announced(here, id)
  await deliverDue(here.world)
  await does(here, here.members[0], id, 'recordListLink', { url: 'https://lists.example.org/1' })
})
afterAll(() => here?.close())

it('offers the channels that the severity asks for, and shows where else it was posted', async () => {
  const page = await ada.get(`/cases/${id}/announcement`)
  expect(page.text).toContain('recordChatPost?channel=general')
  expect(page.text).not.toContain('development')
  const form = await ada.get(`/cases/${id}/do/recordChatPost`)
  expect(form.text).toContain('general (')
  expect(form.text).not.toContain('development')
  // Nobody is kept from telling more people than the policy asks.
  const more = { channel: 'development', evidence: 'https://chat.example.org/2' }
  expect((await ada.post(`/cases/${id}/do/recordChatPost`, more)).status).toBe(303)
  expect((await ada.get(`/cases/${id}/announcement`)).text).toContain('https://chat.example.org/2')
})
