import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isRefused, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { accepted, does, invited, reported, teamed, type Reported } from '../../../tests/kit/voyage.ts'
import {
  act,
  deliverDue,
  isLiveLink,
  listCases,
  openByMember,
  reporterOfLink,
  seatMember,
  signIn,
  today,
  unseatMember,
  viewCase,
  type CaseView,
} from '../index.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
let told: Reported
let id: CaseId
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben] = here.members as [PersonId, PersonId]
  told = await reported(here, { title: 'quicksilver', project: 'quicksilver', impact: 'quicksilver' })
  id = told.id
})
afterEach(() => here.close())

async function seen(person: PersonId, through: 'session' | 'link' = 'session'): Promise<CaseView> {
  const view = await viewCase(here.world, person, id, through)
  if (isRefused(view)) throw new Error(view.code)
  return view
}

const linkIn = (text = '') => /\/(?:sign-in|report)\/([\w-]{43})/.exec(text)?.[1] ?? ''
const mailTo = (address: string) => here.sent.filter(({ to }) => to.includes(address)).at(-1)

describe('someone invited', () => {
  test('sees nothing but that there is a case, in their list and on its page', async () => {
    await accepted(here, id)
    await does(here, ada, id, 'post', { room: 'everyone', text: 'quicksilver in the thread' })
    const max = await invited(here, id)
    const view = await seen(max)
    expect(view.roles).toEqual(['invited'])
    expect(JSON.stringify({ ...view, policy: null, people: [...view.people.values()] })).not.toMatch(/quicksilver|rey/)
    expect(view.steps.map(({ act: name }) => name)).toEqual(['acceptInvitation'])
    expect(await listCases(here.world, max)).toMatchObject({ cases: [{ case: id, summary: null, nextDue: null }] })
    const day = await today(here.world, max)
    expect(day).toMatchObject({ mine: [], others: [], invitations: [id] })
    const post = { case: id, act: 'post', fields: { room: 'team', text: 'hello' } } as const
    expect(await act(here.world, max, post)).toMatchObject({ code: 'not_yours_to_do' })
  })

  test('sees the case once they accepted its terms', async () => {
    const max = await teamed(here, id)
    expect((await seen(max)).case.report.title).toBe('quicksilver')
    expect(await listCases(here.world, max)).toMatchObject({ cases: [{ summary: { title: 'quicksilver' } }] })
    expect((await today(here.world, max)).invitations).toEqual([])
  })
})

describe('access that is revoked', () => {
  test('ends everywhere in the same transaction: list, page, acts, links, mail under way', async () => {
    await accepted(here, id)
    const max = await invited(here, id)
    await deliverDue(here.world)
    const link = linkIn(mailTo('max@example.org')?.text)
    expect(await isLiveLink(here.world, link)).toBe(true)
    await does(here, max, id, 'acceptInvitation', { terms: true })
    await does(here, ada, id, 'post', { room: 'team', text: 'a word for the team' })
    const before = here.sent.length
    await does(here, ada, id, 'revokeAccess', { person: max, reason: 'left the project' })

    expect(await viewCase(here.world, max, id)).toMatchObject({ code: 'no_such_case' })
    expect(await listCases(here.world, max)).toEqual({ cases: [], next: null })
    expect(await here.world.store.caseRow(max, id)).toBeUndefined()
    expect(await isLiveLink(here.world, link)).toBe(false)
    expect(await signIn(here.world, link)).toBeUndefined()
    const post = { case: id, act: 'post', fields: { room: 'team', text: 'still here' } } as const
    expect(await act(here.world, max, post)).toMatchObject({ code: 'no_such_case' })
    await deliverDue(here.world)
    const toMax = here.sent.slice(before).filter(({ to }) => to[0] === 'max@example.org')
    expect(toMax.map(({ text }) => text)).toEqual([expect.stringContaining('What it opened to you is closed')])
    expect(toMax[0]?.text).not.toContain('a word for the team')
    const rows = await here.world.store.outbox({ stream: id, limit: 99 })
    expect(rows.filter(({ failure }) => failure === 'access_ended').map(({ state }) => state)).toContain('done')
  })

  test('leaves a reporter who was on the fix team their own link', async () => {
    await accepted(here, id)
    await does(here, ada, id, 'inviteToFixTeam', { person: told.reporter, why: 'wrote the fix' })
    await does(here, told.reporter, id, 'acceptInvitation', { terms: true })
    await does(here, ada, id, 'revokeAccess', { person: told.reporter, reason: 'done' })
    expect(await reporterOfLink(here.world, told.secret)).toEqual({ person: told.reporter, case: id })
    expect((await seen(told.reporter, 'link')).roles).toEqual(['reporter'])
  })

  test('of a seat moves the lists with it, also after a crash in between', async () => {
    expect((await listCases(here.world, ben)).cases).toHaveLength(1)
    await unseatMember(here.world, ada, { person: ben, reason: 'stepped down' })
    expect((await listCases(here.world, ben)).cases).toEqual([])
    expect(await viewCase(here.world, ben, id)).toMatchObject({ code: 'no_such_case' })
    const fields = { name: 'Dora Deck', email: 'dora@example.org', affiliation: '', openpgp: '' }
    await seatMember(here.world, ada, fields)
    const dora = (await here.world.records.read('community', here.world.community)).state?.seats.at(-1)?.person ?? 'p-'
    expect((await listCases(here.world, dora)).cases).toMatchObject([{ case: id, summary: { title: 'quicksilver' } }])
    expect(await here.world.store.setting('stale_audiences')).toBeUndefined()
    await deliverDue(here.world)
    expect(mailTo('dora@example.org')?.subject).toContain('seat')
  })
})

describe('a reporter’s link', () => {
  test('gives the reporter’s rights: their report and the common room, nothing of the team’s', async () => {
    await accepted(here, id)
    await does(here, ada, id, 'post', { room: 'team', text: 'between ourselves' })
    await does(here, ada, id, 'post', { room: 'everyone', text: 'thank you' })
    await does(here, ada, id, 'linkWorkspace', { url: 'https://git.example.org/private-fork' })
    const view = await seen(told.reporter, 'link')
    expect(view.roles).toEqual(['reporter'])
    expect(view.case.posts.map(({ text }) => text)).toEqual(['thank you'])
    expect(view.records).toEqual([])
    expect(JSON.stringify(view.case)).not.toMatch(/between ourselves|private-fork/)
  })

  test('gives no more when its reporter claims, or even has, a member’s address', async () => {
    const claimed = await reported(here, { name: 'Not Ada', email: 'ada@example.org' })
    expect(claimed.reporter).not.toBe(ada)
    id = claimed.id
    expect((await seen(claimed.reporter, 'link')).roles).toEqual(['reporter'])
    const assign = { case: id, act: 'assignDuty', fields: { duty: 'triage', to: ada } } as const
    expect(await act(here.world, claimed.reporter, { ...assign, through: 'link' })).toMatchObject({
      code: 'not_yours_to_do',
    })
    expect(await act(here.world, ada, { ...assign, through: 'link' })).toMatchObject({ code: 'no_such_case' })
    expect((await listCases(here.world, claimed.reporter)).cases).toEqual([])
  })

  test('leads to one case only', async () => {
    const second = await reported(here)
    expect(await viewCase(here.world, told.reporter, second.id, 'link')).toMatchObject({ code: 'no_such_case' })
  })

  test('is cut in half by nobody: a wrong or truncated one leads nowhere', async () => {
    expect(await reporterOfLink(here.world, told.secret.slice(0, -1))).toBeUndefined()
    expect(await reporterOfLink(here.world, `${told.secret.slice(0, -1)}_`)).toBeUndefined()
    expect(await signIn(here.world, told.secret)).toBeUndefined()
  })
})

test('only a member opens a case for others', async () => {
  const fields = { title: 'found in the mailbox', impact: 'bad' }
  expect(await openByMember(here.world, told.reporter, fields)).toMatchObject({ code: 'not_allowed' })
  const opened = await openByMember(here.world, ben, { ...fields, name: 'Rey Reef', terms: true })
  if (!('case' in opened)) throw new Error('not opened')
  const seen = await viewCase(here.world, ben, opened.case)
  if ('refused' in seen) throw new Error(seen.code)
  // Nor does anybody accept the embargo terms for others.
  expect(Object.values(seen.case.shadow.consent)).toEqual(['invited'])
})
