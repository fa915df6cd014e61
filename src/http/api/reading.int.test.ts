import { afterEach, beforeEach, expect, test } from 'vitest'
import { apiClient, type Client } from '../../../tests/kit/api.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { deliverDue } from '../../app/index.ts'

let here: TestWorld
let ada: Client
let ben: Client
let nobody: Client
let id: string
/** The reporter's own address in the API. */
let mine: string
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben] = (await Promise.all(here.members.slice(0, 2).map((one) => apiClient(here, one)))) as [Client, Client]
  nobody = await apiClient(here, null)
  const told = { title: 'forged entries', impact: 'Anyone can forge.', email: 'finder@example.org', terms: true }
  const { body } = await nobody.post('/api/reports', told)
  id = body.case
  mine = new URL(body.api).pathname
})
afterEach(() => here.close())

const thread = async (who: Client) => {
  const { seen, unread } = (await who.get(`/api/cases/${id}/thread`)).body
  return { seen, unread }
}

test('what others wrote is unread until one says that it is read, and one’s own never', async () => {
  const { body: before } = await ada.get(`/api/cases/${id}`)
  for (const text of ['one', 'two', 'three']) await ben.post(`/api/cases/${id}/post`, { text })
  expect(await thread(ada)).toEqual({ seen: 0, unread: [1, 2, 3] })
  // Asking for them is not reading them.
  expect(await thread(ada)).toEqual({ seen: 0, unread: [1, 2, 3] })
  expect(await thread(ben)).toEqual({ seen: 0, unread: [] })
  const upTo = (post?: number) => ada.post(`/api/cases/${id}/thread/seen`, post === undefined ? {} : { post })
  expect((await upTo(2)).body).toEqual({ case: id, seen: 2, unread: [3] })
  expect((await upTo(1)).body).toEqual({ case: id, seen: 2, unread: [3] })
  expect((await upTo(4)).body).toMatchObject({ code: 'bad_input', fields: [{ field: 'post' }] })
  expect((await upTo()).body).toEqual({ case: id, seen: 3, unread: [] })
  expect(await thread(ada)).toEqual({ seen: 3, unread: [] })
  // For one person alone, and no part of the record.
  const { body: after } = await ada.get(`/api/cases/${id}`)
  expect(after.version - before.version).toBe(3)
})

test('the committee’s room is neither counted for a reporter nor marked by them', async () => {
  await ben.post(`/api/cases/${id}/post`, { text: 'Hello.', room: 'everyone' })
  await ben.post(`/api/cases/${id}/post`, { text: 'Among us.', room: 'team' })
  expect((await nobody.get(mine)).body).toMatchObject({ seen: 0, unread: [1] })
  expect((await nobody.post(`${mine}/seen`, { post: 2 })).body.fields).toMatchObject([{ field: 'post' }])
  expect((await nobody.post(`${mine}/seen`)).body).toEqual({ case: id, seen: 1, unread: [] })
  expect((await nobody.get(mine)).body).toMatchObject({ seen: 1, unread: [] })
  expect((await nobody.post(`/api/cases/${id}/thread/seen`)).status).toBe(401)
})

test('a lost link comes again by mail alone, and nobody learns from the answer whether there was one', async () => {
  await deliverDue(here.world)
  const before = here.sent.length
  for (const email of ['FINDER@example.org', 'stranger@example.org']) {
    const { status, body } = await nobody.post('/api/reports/lost', { email })
    expect([status, body]).toEqual([200, { asked: true }])
  }
  await deliverDue(here.world)
  expect(here.sent.slice(before).map(({ to }) => to)).toEqual([['finder@example.org']])
  const secret = /\/report\/(\S+)/.exec(here.sent.at(-1)?.text ?? '')?.[1]
  expect((await nobody.get(`/api/reports/${secret}`)).body).toMatchObject({ case: id })
  expect((await nobody.post('/api/reports/lost', { email: 'x' })).body).toMatchObject({ fields: [{ field: 'email' }] })
  for (let nth = 0; nth < 2; nth += 1) await nobody.post('/api/reports/lost', { email: 'finder@example.org' })
  expect((await nobody.post('/api/reports/lost', { email: 'finder@example.org' })).status).toBe(429)
})

test('who is signed in chooses links only; a token does not', async () => {
  expect((await ada.post('/api/me/mails', { mails: 'links' })).body).toMatchObject({ code: 'not_by_token' })
  expect((await ada.post('/api/me/mails', { mails: 'never' })).body).toMatchObject({ fields: [{ field: 'mails' }] })
  expect((await ada.get('/api/me/key')).body).toMatchObject({ mails: 'encrypted' })
})
