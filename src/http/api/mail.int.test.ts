import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient, type Client } from '../../../tests/kit/api.ts'
import { arrives } from '../../../tests/kit/letters.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'

let here: TestWorld
let ada: Client
beforeAll(async () => {
  here = await testWorld()
  ada = await apiClient(here, here.members[0]!)
})
afterAll(() => here.close())

async function arrive(id: string, more = '') {
  const text = `From: Rey <rey@example.net>\r\nSubject: ${id}\r\nMessage-ID: <${id}@example.net>\r\n${more}\r\nwords\r\n`
  await arrives(here, text)
}

test('held mail is listed, read, and settled: once, by members', async () => {
  await arrive('report')
  await arrive('answer', 'In-Reply-To: <report@example.net>\r\n')
  await arrive('away', 'Auto-Submitted: auto-replied\r\n')
  const { body: list } = await ada.get('/api/mail')
  expect(list).toMatchObject({ mails: [{ why: 'untagged', subject: 'answer' }], held: 1, aside: 1, next: null })
  expect((await ada.get('/api/mail?show=aside')).body.mails).toMatchObject([{ why: 'automatic', subject: 'away' }])
  const path = `/api/mail/${list.mails[0].letter}`
  const { body: read } = await ada.get(path)
  expect(read).toMatchObject({ from: 'Rey <rey@example.net>', text: 'words', layers: [] })
  expect((await ada.post(path, { as: 'post', case: 'none' })).body).toMatchObject({ code: 'bad_input' })
  expect((await ada.post(path, { as: 'post', case: read.answers })).body).toEqual({ done: true, case: read.answers })
  expect((await ada.get(path)).body).toMatchObject({ code: 'no_such_mail' })
  expect((await ada.post(path, { as: 'erased' })).status).toBe(422)
  const nobody = await apiClient(here, null)
  expect((await nobody.get('/api/mail')).status).toBe(401)
})

test('many are settled at once, and each says what came of it', async () => {
  for (const id of ['first', 'second']) await arrive(id, 'In-Reply-To: <report@example.net>\r\n')
  const letters = (await ada.get('/api/mail')).body.mails.map(({ letter }: { letter: string }) => letter)
  const mails = [...letters, 'c-000000000000']
  expect((await ada.post('/api/mail', { mails, as: 'aside' })).body).toEqual({
    mails: [
      ...letters.map((letter: string) => ({ letter, done: true, case: null, problem: null })),
      { letter: mails[2], done: false, case: null, problem: expect.objectContaining({ code: 'no_such_mail' }) },
    ],
  })
  expect((await ada.get(`/api/mail/${letters[0]}`)).body).toMatchObject({ aside: true })
  expect((await ada.post('/api/mail', { mails: letters, as: 'erased' })).body).toMatchObject({ code: 'not_confirmed' })
  expect((await ada.post('/api/mail', { mails: letters, as: 'report' })).body).toEqual({
    mails: letters.map((letter: string) => ({ letter, done: true, case: letter, problem: null })),
  })
})
