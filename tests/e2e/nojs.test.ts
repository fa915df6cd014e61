import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCommunity } from '../../src/app/index.ts'
import { openHouse, type House } from './house.ts'
import { linkIn } from './postOffice.ts'
import type { Visitor } from './visitor.ts'

/** Everything here happens in a browser without JavaScript. */
let house: House
let reporter: Visitor
let member: Visitor
beforeAll(async () => {
  house = await openHouse()
  const { world, address, mails } = house
  const founded = await foundCommunity(
    world,
    {
      name: 'Anchorage',
      address,
      from: 'security@example.org',
      announceTo: 'announce@example.org',
      policy: readFileSync(new URL('../../policies/sigstore.yaml', import.meta.url), 'utf8'),
      members: [{ name: 'Ada Anchor', email: 'ada@example.org', administrator: true }],
      mail: { host: '127.0.0.1', port: mails.port, security: 'none' },
    },
    null,
  )
  expect(founded).toHaveProperty('members')
  reporter = await house.visitor({ javaScript: false })
  member = await house.visitor({ javaScript: false })
})
afterAll(() => house?.close())

let link: string

test('a report that lacks something keeps what was typed, and says what is missing', async () => {
  await reporter.goes('/report')
  const form = reporter.page.getByRole('form', { name: 'Report' })
  await reporter.fills(form, { 'What can an attacker do?': 'Sink the ship.', 'Your e-mail': 'not an address' })
  await reporter.clicks('Send the report')
  expect(await reporter.says('[role=alert]')).toContain('2 things need another look')
  expect(await form.getByLabel('What can an attacker do?').inputValue()).toBe('Sink the ship.')
})

test('a whole report is received, and its link leads back to it', async () => {
  const form = reporter.page.getByRole('form', { name: 'Report' })
  await reporter.fills(form, { 'In one line': 'The anchor slips', 'Your e-mail': 'rey@example.org' })
  await reporter.clicks('Send the report')
  expect(await reporter.says('h1')).toBe('Thank you. We have it.')
  link = await reporter.page
    .getByRole('region', { name: 'Keep this link' })
    .getByRole('link', { name: '/report/' })
    .innerText()
  expect(await reporter.goes(link)).toBe(200)
  expect(await reporter.says('h1')).toBe('The anchor slips')
})

test('the reporter writes, and folds out what else can be done', async () => {
  const write = reporter.page.getByRole('form', { name: 'Write in the thread' })
  await reporter.fills(write, { 'Write to the committee': 'It slips in mud, too.' })
  await reporter.clicks('Send', write)
  expect(await reporter.says(reporter.page.getByRole('region', { name: 'You and the committee' }))).toContain(
    'It slips in mud, too.',
  )
  await reporter.page.getByText('Choose whether you are named').click()
  const credit = reporter.page.getByRole('form', { name: 'Choose how you are credited' })
  await reporter.fills(credit, { 'Name me in the advisory and the retrospective': true, As: 'Rey of the Reef' })
  await reporter.clicks('Save', credit)
  expect(new URL(reporter.page.url()).pathname).toBe(new URL(link).pathname)
})

test('a member comes in by the mail, and carries acts out', async () => {
  const told = await house.mails.next('ada@example.org', /needs? you/)
  await member.signsIn('ada@example.org', house.mails)
  await member.goes(linkIn(told, '/cases/'))
  member.about(new URL(member.page.url()).pathname.split('/')[2] ?? '')
  await member.does('Hand over a duty', { Duty: 'Triage', To: 'Ada Anchor' })
  await member.does('Can it be replicated?', { Replicated: 'Yes', 'How, and with which result': 'In a harbour.' })
  await member.does('Accept the report')
  await member.tab('thread')
  const write = member.page.getByRole('form', { name: 'Write in the thread' })
  await member.fills(write, { 'Who reads it': 'Everyone on the case', Message: 'We have it. Thank you.' })
  const file = { name: 'hull — über.txt', mimeType: 'text/html', buffer: Buffer.from('planks') }
  await write.getByLabel('Files').setInputFiles([file])
  await member.sends(write)
})

test('the reporter hears of it by mail, without a word of it, and reads it behind the link', async () => {
  const told = await house.mails.next('rey@example.org', 'news on your report')
  expect(told.raw).not.toMatch(/anchor slips|mud|harbour/i)
  await reporter.goes(linkIn(told, '/report/'))
  expect(await reporter.says()).toContain('We have it. Thank you.')
  const [download] = await Promise.all([
    reporter.page.waitForEvent('download'),
    reporter.page.getByRole('link', { name: 'hull — über.txt' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('hull — über.txt')
  expect(readFileSync(await download.path(), 'utf8')).toBe('planks')
})

test('an act that cannot be yet says why, and keeps what was typed', async () => {
  await member.begins('Propose the release day')
  const form = member.page.getByRole('form', { name: 'Propose the release day' })
  await member.fills(form, { Announcement: '2020-03-03T16:00', Reason: 'because' })
  await member.leaves(form.getByRole('button'))
  expect(await member.says('main')).toContain('That instant has passed.')
  expect(await form.getByLabel('Reason').inputValue()).toBe('because')
})
