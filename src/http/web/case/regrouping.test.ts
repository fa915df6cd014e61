import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Hono } from 'hono'
import type { PersonId } from '../../../core/kernel/index.ts'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { does, reported, type Reported } from '../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { gate } from '../../gate/index.ts'
import { reporterRoutes } from '../public/report-page.tsx'
import { webVoice } from '../voice.tsx'
import { caseRoutes } from './index.ts'

let here: TestWorld
let app: Hono
let ada: AtABrowser
let first: Reported
let second: Reported
beforeAll(async () => {
  here = await testWorld()
  app = gate(here.world, [...caseRoutes, ...reporterRoutes], [webVoice])
  ada = await atABrowser(app, here.world, here.members[0] as PersonId)
  first = await reported(here)
  second = await reported(here, { title: 'Nothing checks signatures', name: 'Sal Sand', email: 'sal@example.org' })
})
afterAll(() => here?.close())

const pageOf = async ({ secret }: Reported) => (await app.request(`/report/${secret}`)).text()

it('says what a merge does before it is done, and that it is not undone', async () => {
  const { text } = await ada.get(`/cases/${second.id}/do/mergeCase`)
  for (const words of ['Case that goes on', 'It cannot be undone', 'keeps their own page and room', 'Thank you.']) {
    expect(text).toContain(words)
  }
  expect((await ada.get(`/cases/${second.id}/do/markDuplicate`)).text).toContain('/do/mergeCase')
})

it('offers the other cases by their titles, never the case itself', async () => {
  for (const act of ['mergeCase', 'markDuplicate', 'dismissMatch']) {
    const { text } = await ada.get(`/cases/${second.id}/do/${act}`)
    expect(text).toMatch(new RegExp(`<datalist id="(field-${act}-(?:into|of)-known)">.*value="${first.id}"`, 's'))
    expect(text).not.toContain(`<option value="${second.id}"`)
  }
})

it('refuses with the way out, and keeps what was typed', async () => {
  const asked = { into: second.id, answer: 'Thank you.', reason: 'one <flaw>' }
  const answer = await ada.post(`/cases/${second.id}/do/mergeCase`, asked)
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('A case cannot be merged with itself.')
  expect(answer.text).toContain('one &lt;flaw&gt;')
})

it('merges, leads to the case that goes on, and links both', async () => {
  const asked = { into: first.id, advisory: '', version: '', answer: 'Thank you, Sal.', reason: 'one flaw' }
  const done = await ada.post(`/cases/${second.id}/do/mergeCase`, asked)
  expect([done.status, done.to]).toEqual([303, `/cases/${first.id}`])
  expect((await ada.get(`/cases/${first.id}`)).text).toContain(`<a href="/cases/${second.id}">`)
  const gone = (await ada.get(`/cases/${second.id}`)).text
  expect(gone).toContain(`<a href="/cases/${first.id}">`)
  expect((await ada.get(`/cases/${first.id}/record`)).text).toContain(`Took in ${second.id} at version`)
})

it('leaves each reporter their page, the one with kind words, neither with a word of the other report', async () => {
  const theirs = await pageOf(second)
  expect(theirs).toContain('handle both together')
  expect(theirs).toContain('Thank you, Sal.')
  expect(theirs).not.toMatch(new RegExp(`Unsigned bundles|${first.id}`))
  expect(await pageOf(first)).not.toMatch(new RegExp(`Nothing checks|${second.id}|Sal`))
  // The committee answers them there.
  expect((await ada.get(`/cases/${second.id}/thread`)).text).toContain('Post it')
})

it('splits off a case that shows the chosen messages of the first, each room to those in it', async () => {
  await does(here, here.members[1], first.id, 'post', { room: 'team', text: 'Look at the other file.' })
  await does(here, here.members[1], first.id, 'post', { room: 'everyone', text: 'We see two flaws.' })
  const form = (await ada.get(`/cases/${first.id}/do/splitCase`)).text
  expect(form).toContain('2: Ben Buoy, “We see two flaws.”')
  const asked = { title: 'Second flaw', impact: 'Another check', reason: 'two flaws', posts: '1, 2', project: '' }
  const choices = { asked: 'reporter advisory workspace', reporter: 'yes', advisory: 'no', workspace: 'no' }
  const done = await ada.post(`/cases/${first.id}/do/splitCase`, { ...asked, ...choices })
  expect(done.to).toMatch(/^\/cases\/c-[0-9a-z]{12}$/)
  const thread = (await ada.get(`${done.to}/thread`)).text
  for (const words of ['Look at the other file.', 'We see two flaws.', 'where this case was split off']) {
    expect(thread).toContain(words)
  }
  expect(thread).toContain('Ben Buoy wrote')
  expect((await ada.get(done.to ?? '')).text).toContain(`<a href="/cases/${first.id}">`)
})
