import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { does, reported } from '../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { wind } from '../../../../tests/kit/wind.ts'
import { loadCommunity, passTime } from '../../../app/index.ts'
import { committeeActNames } from '../../../core/committee/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'
import { inDays } from './seen.ts'

let setting: TestWorld
let ada: AtABrowser
let ben: AtABrowser
let cleo: AtABrowser
let ids: readonly PersonId[]
beforeEach(async () => {
  setting = await testWorld()
  ids = setting.members
  const app = gate(setting.world, webRoutes, [webVoice])
  const [a, b, c] = await Promise.all(ids.map((id) => atABrowser(app, setting.world, id)))
  if (a === undefined || b === undefined || c === undefined) throw new Error('the committee has three members')
  ;[ada, ben, cleo] = [a, b, c]
})
afterEach(() => setting.close())

const committee = async () => (await loadCommunity(setting.world))?.committee
const dora = { name: 'Dora Dinghy', email: 'dora@example.org', affiliation: 'Pier' }
const day = (ahead: number) =>
  setting.world.machine
    .now()
    .add({ hours: 24 * ahead })
    .toString()
    .slice(0, 10)

describe('a proposal, without JavaScript', () => {
  it('is opened, objected to, voted on and decided by forms', async () => {
    const form = await ada.get('/committee/do/nominate')
    for (const name of ['name', 'email', 'affiliation', 'way', 'statement', 'replaces', 'despite']) {
      expect(form.text).toContain(`name="${name}"`)
    }
    const opened = await ada.post('/committee/do/nominate', { ...dora, statement: 'reviews the harbour code' })
    expect([opened.status, opened.to]).toEqual([303, '/committee'])
    const page = await ben.get('/committee')
    expect(page.text).toContain('Seat Dora Dinghy')
    expect(page.text).toContain('/committee/do/object?proposal=1')
    await ben.post('/committee/do/object', { proposal: '1', reason: 'too early' })
    expect((await cleo.get('/committee')).text).toContain('name="choice" value="aye"')
    await ada.post('/committee/do/vote', { proposal: '1', choice: 'aye' })
    await cleo.post('/committee/do/vote', { proposal: '1', choice: 'aye' })
    const after = await ada.get('/committee')
    expect(after.text).toContain('2 aye, 0 no')
    // C1: since when, nominated by whom, decided how.
    expect(after.text.replaceAll(/<[^>]*>/g, '')).toMatch(/chosen since [^,]+, nominated by Ada [^,]+, proposal 1/)
    expect(after.text).not.toContain('data-proposal="1"')
    expect((await committee())?.seats).toHaveLength(4)
    expect((await ada.get('/committee/record')).text).toContain('Objected to proposal 1')
  })

  it('that was decided is appealed from the list of decisions, and the other body’s word is recorded', async () => {
    await ada.post('/committee/do/proposeRemoval', { person: ids[2] ?? '', ground: 'neglect', statement: 'no reviews' })
    await ben.post('/committee/do/vote', { proposal: '1', choice: 'aye' })
    await ada.post('/committee/do/vote', { proposal: '1', choice: 'aye' })
    expect((await committee())?.seats).toHaveLength(2)
    expect((await ben.get('/committee')).text).toContain('/committee/do/appealDecision?proposal=1')
    const form = await ben.get('/committee/do/appealDecision?proposal=1')
    expect(form.text).toContain('1: Remove Cleo Compass from the committee')
    expect(form.text).toContain('Here that body is the technical steering committee.')
    const fields = { proposal: '1', statement: 'Cleo was in hospital', evidence: 'mail of 4 March' }
    expect((await ben.post('/committee/do/appealDecision', fields)).status).toBe(303)
    const page = (await ada.get('/committee')).text
    expect(page).toContain('Overturn proposal 1 (adopted)')
    expect(page).not.toContain('/committee/do/appealDecision')
    const decided = { proposal: '2', decided: 'adopted', evidence: 'minutes of 10 March' }
    expect((await ada.post('/committee/do/recordDecision', decided)).status).toBe(303)
    expect((await committee())?.seats.map(({ person }) => person)).toContain(ids[2])
  })

  it('that is refused says why, under which clause, and keeps what was typed', async () => {
    const sent = { ...dora, affiliation: 'Harbour', statement: 'reviews the harbour code' }
    await ada.post('/committee/do/stateAffiliation', { person: ids[2] ?? '', affiliation: 'Harbour' })
    const answer = await ada.post('/committee/do/nominate', sent)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('/policy#C6')
    expect(answer.text).toContain('reviews the harbour code')
    const wrong = await ada.post('/committee/do/nominate', { ...sent, email: 'nobody' })
    expect([wrong.status, wrong.text.includes('must be an e-mail address')]).toEqual([400, true])
    expect((await committee())?.open).toEqual([])
  })
})

describe('a vote', () => {
  it('is asked for on the day of whoever has not voted, and says why it failed where too few took part', async () => {
    await ada.post('/committee/do/nominate', { ...dora, statement: 'reviews the harbour code' })
    await ben.post('/committee/do/object', { proposal: '1', reason: 'let us wait' })
    const waits = 'A vote of the committee waits for your ballot, until '
    expect((await ada.get('/today')).text).toContain(waits)
    await ada.post('/committee/do/vote', { proposal: '1', choice: 'aye' })
    expect((await ada.get('/today')).text).not.toContain(waits)
    expect((await cleo.get('/today')).text).toContain(waits)
    await wind(setting, 'P15D')
    await passTime(setting.world)
    // Whoever was away so long signs in anew.
    const back = await atABrowser(gate(setting.world, webRoutes, [webVoice]), setting.world, ids[2] ?? 'p-nobody000000')
    const today = await back.get('/today')
    expect([today.status, today.text.includes(waits)]).toEqual([200, false])
    expect((await back.get('/committee')).text).toContain('Too few took part: 1 of 3, where 1/2 have to.')
  })
})

describe('leave', () => {
  it('stands in the calendar, day by day, with the duties that lack cover', async () => {
    await ada.post('/committee/do/shareDuty', { duty: 'release', holders: ids[2] ?? '' })
    await cleo.post('/committee/do/announceLeave', { from: day(2), to: day(40), note: 'sailing' })
    const { text } = await ada.get('/committee')
    expect(text).toContain(`${inDays(day(2))} to ${inDays(day(27))}`)
    expect(text).toContain('lacks cover')
    expect((await cleo.get('/committee')).text).toContain('/committee/do/nameStandIn?leave=1')
    const named = await cleo.post('/committee/do/nameStandIn', { leave: '1', ...dora, reason: 'knows the releases' })
    expect([named.status, /notice-says.{0,200}/s.exec(named.text)?.[0]]).toEqual([303, undefined])
    expect((await ada.get('/committee')).text).not.toContain('lacks cover')
    await wind(setting, 'PT72H')
    await passTime(setting.world)
    expect((await ada.get('/committee')).text).toContain('stands in for Cleo Compass')
  })

  it('asks to whom each duty goes, says who has it else, and says on everybody’s day what is uncovered', async () => {
    const { id, title } = await reported(setting, { title: 'Bilge pump' }).then((told) => ({
      ...told,
      title: 'Bilge pump',
    }))
    await does(setting, ids[0], id, 'assignDuty', { duty: 'infra', to: ids[1] })
    const form = (await ben.get('/committee/do/announceLeave')).text
    expect(form).toContain(`You hold it on one open case: ${title}.`)
    expect(form).toMatch(/name="infraTo"[^]*whoever covers it then: today /)
    expect(form).toMatch(/name="infraTo"[^]*Cleo Compass/)
    const sent = { from: day(2), to: day(9), infraTo: ids[2] ?? '' }
    expect((await ben.post('/committee/do/announceLeave', { ...sent, infraTo: ids[1] ?? '' })).text).toContain(
      'is not there on',
    )
    expect((await ben.post('/committee/do/announceLeave', sent)).status).toBe(303)
    expect((await ben.get('/committee')).text).toContain('goes infra to Cleo Compass')
    expect((await ada.get('/committee')).text).toContain('; then it goes to Cleo Compass')
    expect((await ada.get('/today')).text).not.toContain('is on leave until')
    await wind(setting, 'PT72H')
    await passTime(setting.world)
    expect((await setting.world.records.read('case', id)).state?.duties).toEqual({ infra: ids[2] })
    await does(setting, ids[0], id, 'assignDuty', { duty: 'infra', to: ids[1] })
    await ada.post('/committee/do/shareDuty', { duty: 'release', holders: ids[1] ?? '' })
    const { text } = await ada.get('/today')
    expect(text).toContain(`Ben Buoy holds infra on “${title}” and is on leave until ${inDays(day(6))}`)
    expect(text).toContain(`/cases/${id}/do/assignDuty?duty=infra`)
    expect(text).toContain('Nobody covers release on')
  })

  it('names the open cases on which somebody who is away holds a duty, to be handed over', async () => {
    const { id } = await reported(setting)
    await does(setting, ids[0], id, 'assignDuty', { duty: 'release', to: ids[1] })
    const toHandOver = `/cases/${id}/do/assignDuty?duty=release`
    expect((await ada.get('/committee')).text).not.toContain(toHandOver)
    await ben.post('/committee/do/announceLeave', { from: day(2), to: day(9), note: 'sailing' })
    const { text } = await ada.get('/committee')
    expect(text).toContain(toHandOver)
    expect(text).toContain(`Ben Buoy is on leave from ${inDays(day(2))} to ${inDays(day(9))}`)
    await does(setting, ids[0], id, 'assignDuty', { duty: 'release', to: ids[0] })
    expect((await ada.get('/committee')).text).not.toContain(toHandOver)
  })
})

it('shows the balance on a day ahead, and the whole of what an outsider may see elsewhere', async () => {
  await ada.post('/committee/do/stateAffiliation', { affiliation: 'Lighthouse', since: day(10) })
  await ada.post('/committee/do/stateAffiliation', { person: ids[2] ?? '', affiliation: 'Lighthouse', since: day(10) })
  expect((await ada.get(`/committee?on=${day(3)}`)).text).not.toContain('is-late">over')
  expect((await ada.get(`/committee?on=${day(12)}`)).text).toContain('over')
  expect((await ada.get('/committee?on=2026-02-31')).status).toBe(200)
  const app = gate(setting.world, webRoutes, [webVoice])
  const outside = await app.request('/committee')
  expect([outside.status, outside.headers.get('location')]).toEqual([303, '/security'])
  const page = await (await app.request('/security')).text()
  expect(page).toContain('How to become a member')
  expect(page).not.toMatch(/(?:ada|ben|cleo)@example\.org/)
})

it('has a form for every act, for whoever may carry it out, and for nobody else', async () => {
  const app = gate(setting.world, webRoutes, [webVoice])
  for (const act of committeeActNames) {
    expect([act, (await app.request(`/committee/do/${act}`)).status]).toEqual([act, 401])
    const { status, text } = await ada.get(`/committee/do/${act}`)
    expect([act, status]).toEqual([act, 200])
    expect(text).toContain(`action="/committee/do/${act}"`)
  }
})

it('gives the public key of members, and of nobody else', async () => {
  const app = gate(setting.world, webRoutes, [webVoice])
  for (const id of [ids[0], 'p-000000000000', 'x']) expect((await app.request(`/security/keys/${id}`)).status).toBe(404)
})
