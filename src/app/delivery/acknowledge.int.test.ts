import { afterEach, beforeEach, expect, test } from 'vitest'
import { does, reported } from '../../../tests/kit/voyage.ts'
import { arrives } from '../../../tests/kit/letters.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { openByMember } from '../cases/index.ts'
import { deliverDue } from '../index.ts'

let here: TestWorld
beforeEach(async () => {
  here = await testWorld()
})
afterEach(() => here.close())

async function toRey() {
  here.sent.length = 0
  await deliverDue(here.world)
  return here.sent.filter(({ to }) => to.includes('rey@example.org'))
}

async function mail(more = '') {
  const head = `From: Rey <rey@example.org>\r\nSubject: Unsigned bundles pass\r\nMessage-ID: <m@example.org>\r\n${more}`
  await arrives(here, `${head}\r\nForged artefacts look signed.\r\n`)
}

test('whoever reports by mail hears that it arrived, how to come back, what happens next and by when', async () => {
  await mail()
  const [first, ...others] = await toRey()
  expect(others).toEqual([])
  expect(first?.subject).toMatch(/^\[Anchorage security\] We have your report \(c-\w{12}\)$/)
  expect(first?.text).toMatch(/^Hello,\n\nThank you\. Your report has reached us/)
  expect(first?.text).toMatch(/http:\/\/127\.0\.0\.1:8080\/report\/\S+\n/)
  const next =
    /What happens next: a member .* answers you\. If it is a vulnerability, engineers .* on it, by \w{3} \d+ \w{3} \d{4}, \d\d:\d\d UTC\./
  expect(first?.text).toMatch(next)
  expect(first?.text).not.toMatch(/unsigned|bundles|forged/i)
  expect(first?.automatic).toBe(true)

  const [id] = await here.world.store.allCases(here.world.community)
  await does(here, here.members[0], id!, 'post', { room: 'everyone', text: 'Thank you.' })
  const [second] = await toRey()
  expect(second?.subject).toContain('There is news on your report')
  expect(second?.text).not.toContain('What happens next')
})

test.each([
  ['a machine’s mail', 'Auto-Submitted: auto-replied\r\n'],
  ['a bounce', 'Return-Path: <>\r\n'],
  ['mass mail', 'Precedence: bulk\r\n'],
  ['our own, come back', 'X-Loop: x\r\nReceived: x\r\n'.repeat(101)],
])('%s is acknowledged by nothing', async (_, more) => {
  await mail(more)
  expect(await here.world.store.allCases(here.world.community)).toEqual([])
  expect(await toRey()).toEqual([])
})

test('so does whoever used the form, or told a member; what is as soon as possible is called that', async () => {
  await reported(here, { public: true, publicWhere: 'https://example.org/blog' })
  const [form] = await toRey()
  expect(form?.subject).toContain('We have your report')
  expect(form?.text).toContain(', as soon as possible.')
  const told = { title: 'Chains', impact: 'x', name: 'Rey', email: 'rey@example.org', disclosed: '' }
  expect(await openByMember(here.world, here.members[0]!, told)).toHaveProperty('case')
  expect((await toRey()).map(({ subject }) => subject)).toEqual([expect.stringContaining('We have your report')])
})

test('what has been decided meanwhile promises nothing more', async () => {
  const { id } = await reported(here)
  await does(here, here.members[0], id, 'rejectReport', { reason: 'No.' })
  const [only] = await toRey()
  expect(only?.text).not.toContain('What happens next')
})
