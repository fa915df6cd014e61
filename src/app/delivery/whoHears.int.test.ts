import { readFileSync } from 'node:fs'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { people, testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'
import { act, report } from '../cases/index.ts'
import { passTime } from '../committee/index.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { CaseActName } from '../../core/process/index.ts'
import { deliverDue } from './index.ts'

const worlds: TestWorld[] = []
let here: TestWorld
beforeEach(async () => {
  here = await testWorld()
  worlds.push(here)
})
afterAll(() => Promise.all(worlds.map((one) => one.close())))

async function reported(fields: Readonly<Record<string, unknown>> = {}): Promise<CaseId> {
  const told = { title: 'A flaw', impact: 'It stops.', name: 'Rey Reef', email: 'rey@example.org', ...fields }
  const answer = await report(here.world, told, 'form')
  if (!('case' in answer)) throw new Error('no report')
  return answer.case
}

async function does(person: PersonId, id: CaseId, name: CaseActName, fields: object): Promise<void> {
  const done = await act(here.world, person, { case: id, act: name, fields: { ...fields } })
  if (!('events' in done)) throw new Error(JSON.stringify(done))
}

/** Who was written to since, with what their mail's subject says. */
async function told(): Promise<Record<string, string>> {
  here.sent.length = 0
  await deliverDue(here.world)
  const subject = (text: string) => text.replace(/^\[[^\]]*\] | \(c-\w+\)$/g, '')
  return Object.fromEntries(here.sent.map((mail) => [mail.to[0], subject(mail.subject)]))
}

test('a report of what is public already reaches every member at once, and says so in the subject', async () => {
  await reported({ public: true, publicWhere: 'https://example.org/blog' })
  const mails = await told()
  for (const { email } of people) expect(mails[email]).toBe('Urgent: 2 things need you')
  expect(mails['rey@example.org']).toBe('We have your report')
  const [mail] = here.sent.filter(({ to }) => to[0] === 'ben@example.org')
  expect(mail?.text).toMatch(/A case has become urgent[^]*A new report has arrived/)
})

test('so does a case that becomes public later, from whoever did not say it', async () => {
  const id = await reported()
  await told()
  await does(here.members[0]!, id, 'notePublic', { how: 'a talk', evidence: 'https://example.org' })
  expect(await told()).toEqual({
    'ben@example.org': 'Urgent: something needs you',
    'cleo@example.org': 'Urgent: something needs you',
  })
})

test('all that cannot wait says so in the subject: a first answer that is late, a deadline that has passed', async () => {
  const kubernetes = readFileSync(new URL('../../../policies/kubernetes.yaml', import.meta.url), 'utf8')
  here = await testWorld({ policy: kubernetes })
  worlds.push(here)
  const id = await reported()
  await told()
  await wind(here, 'PT168H')
  await passTime(here.world)
  expect((await told())['ben@example.org']).toMatch(/^Urgent: \d+ things need you$/)
  const [mail] = here.sent.filter(({ to }) => to[0] === 'ben@example.org')
  expect(mail?.text).toContain('A reporter has waited for an answer for longer than the policy allows.')
  expect(mail?.text).toContain('A deadline has passed.')
  const publishOn = here.world.machine
    .now()
    .add({ hours: 24 * 365 })
    .toString()
  await does(here.members[0]!, id, 'stateIntent', { publishOn, note: 'at a talk' })
  expect((await told())['ben@example.org']).toBe('Urgent: something needs you')
})

test('what is written to everyone reaches each reporter but its writer; what is not, none', async () => {
  const id = await reported()
  const ada = here.members[0]!
  await does(ada, id, 'nameCoReporter', { name: 'Una Uhl', email: 'una@example.org' })
  expect((await told())['una@example.org']).toBe('You are named as a co-reporter')
  await does(ada, id, 'post', { room: 'everyone', text: 'We have it.' })
  expect(Object.keys(await told()).sort()).toEqual([
    'ben@example.org',
    'cleo@example.org',
    'rey@example.org',
    'una@example.org',
  ])
  await does(ada, id, 'post', { room: 'team', text: 'Between us.' })
  expect(Object.keys(await told()).sort()).toEqual(['ben@example.org', 'cleo@example.org'])
  const una = (await here.world.records.read('case', id)).state?.coReporters[0] ?? 'p-'
  await does(una, id, 'post', { room: 'everyone', text: 'I saw it, too.' })
  expect(await told()).toMatchObject({ 'rey@example.org': 'There is news on your report' })
  expect(here.sent.some(({ to }) => to[0] === 'una@example.org')).toBe(false)
})

test('a reporter is told when their report is taken on, put off or set aside, and by no mail of what they do not see', async () => {
  const id = await reported({ terms: true })
  const ada = here.members[0]!
  await told()
  const news = { 'rey@example.org': 'There is news on your report' }
  await does(ada, id, 'assessReplication', { replicated: 'yes', how: 'as told' })
  expect(await told()).toEqual({})
  await does(ada, id, 'acceptReport', {})
  expect(await told()).toEqual(news)
  await does(ada, id, 'deferCase', { reason: 'after the summer' })
  expect(await told()).toEqual(news)
  await does(ada, id, 'resumeCase', { reason: 'it is autumn' })
  expect(await told()).toEqual(news)
})

test('of an answer and what it says about the report they get one mail', async () => {
  const id = await reported()
  await told()
  await does(here.members[0]!, id, 'rejectReport', { reason: 'It works as it should.', tell: true })
  expect((await told())['rey@example.org']).toBe('There is news on your report')
  expect(here.sent.filter(({ to }) => to[0] === 'rey@example.org')).toHaveLength(1)
})

const question = 'There is a question for you on your report'

test('a reporter whose agreement to another date is asked for hears of it', async () => {
  const id = await reported({ terms: true })
  await told()
  const until = here.world.machine
    .now()
    .add({ hours: 24 * 10 })
    .toString()
  await does(here.members[0]!, id, 'proposeEmbargo', { until, reason: 'the fix is nearly there' })
  expect((await told())['rey@example.org']).toBe(question)
})

test('whoever is asked something is told that it is a question, in one mail, and again when they are reminded', async () => {
  const id = await reported({ intendsToPublish: true })
  await told()
  await does(here.members[0]!, id, 'requestPrivateHandling', { message: 'Could you wait for the fix?' })
  expect((await told())['rey@example.org']).toBe(question)
  expect(here.sent.filter(({ to }) => to[0] === 'rey@example.org')).toHaveLength(1)
  await does(here.members[0]!, id, 'askReproducer', { message: 'Which version was it?' })
  expect((await told())['rey@example.org']).toBe(question)
  const [mail, ...others] = here.sent.filter(({ to }) => to[0] === 'rey@example.org')
  expect(others).toEqual([])
  expect(mail?.text).toMatch(/Answer it: http\S+\/report\/\S{43}\n/)
  expect(mail?.text).not.toContain('version')
})

test('who is named anew by an edit is told, and nobody else', async () => {
  const id = await reported()
  const [ada, ben] = [here.members[0]!, here.members[1]!]
  await does(ada, id, 'post', { room: 'team', text: 'Look.' })
  await told()
  await does(ada, id, 'editPost', { post: 1, text: `Look, @${ben}.` })
  expect(await told()).toEqual({ 'ben@example.org': 'Something needs you' })
})
