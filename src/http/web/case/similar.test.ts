import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonId } from '../../../core/kernel/index.ts'
import { openComparing } from '../../../app/index.ts'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { accepted, reported, type Reported } from '../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { gate } from '../../gate/index.ts'
import { webVoice } from '../voice.tsx'
import { caseRoutes } from './index.ts'

let here: TestWorld
let ada: AtABrowser
let first: Reported
let second: Reported
beforeAll(async () => {
  here = await testWorld()
  ada = await atABrowser(gate(here.world, caseRoutes, [webVoice]), here.world, here.members[0] as PersonId)
  first = await reported(here, { title: 'parseHeader panics <at> once', impact: 'an empty header in lib/http/read.go' })
  second = await reported(here, {
    title: 'The server crashes',
    impact: 'parseHeader() in read.go reads an empty header',
    name: 'Sal Sand',
    email: 'sal@example.org',
  })
})
afterAll(() => here?.close())

async function compared(): Promise<void> {
  const comparing = openComparing(here.world)
  while (await comparing.round());
}

it('says that there is nothing to compare with, before there is', async () => {
  expect((await ada.get(`/cases/${second.id}`)).text).toContain('There is nothing to compare it with yet.')
})

it('shows on the triage page what a report may be a duplicate of, why, and the three answers', async () => {
  await compared()
  const { text } = await ada.get(`/cases/${second.id}`)
  expect(text).toContain(`<a href="/cases/${first.id}">parseHeader panics &lt;at&gt; once</a>`)
  expect(text).toMatch(/Both name parseHeader/)
  for (const link of [`markDuplicate?of=${first.id}`, `mergeCase?into=${first.id}`, `dismissMatch?of=${first.id}`]) {
    expect(text).toContain(`/cases/${second.id}/do/${link}`)
  }
  expect((await ada.get(`/cases/${second.id}/do/mergeCase?into=${first.id}`)).text).toContain(`value="${first.id}"`)
})

it('shows it no more once somebody found it to be another', async () => {
  const path = `/cases/${second.id}/do/dismissMatch`
  expect((await ada.get(`${path}?of=${first.id}`)).text).toContain(`value="${first.id}"`)
  const done = await ada.post(path, { of: first.id, reason: 'another function' })
  expect(done.status).toBe(303)
  const { text } = await ada.get(`/cases/${second.id}`)
  expect(text).toContain('Nothing in the one other record is much like it.')
  expect(text).not.toContain(first.id)
})

it('is asked while somebody judges the report, not after', async () => {
  await accepted(here, second.id)
  expect((await ada.get(`/cases/${second.id}`)).text).not.toContain('Is it one we have?')
})
