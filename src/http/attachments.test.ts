import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { tokenOf } from '../../tests/kit/api.ts'
import { startSession } from '../../tests/kit/session.ts'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { act, checkFiles, collectFiles, inviteEngineer, listCases, verifyLog } from '../app/index.ts'
import type { CaseId, PersonId } from '../core/kernel/index.ts'
import { apiRoutes, apiVoice } from './api/index.ts'
import { gate } from './gate/index.ts'
import { webRoutes, webVoice } from './web/index.ts'

let here: TestWorld
let app: Hono
let ada: PersonId
let cookie: string
let bearer: string

beforeAll(async () => {
  here = await testWorld()
  app = gate(here.world, [...apiRoutes, ...webRoutes], [apiVoice, webVoice])
  ada = here.members[0]!
  cookie = `tocsin_session=${await startSession(here.world, ada)}`
  bearer = `Bearer ${await tokenOf(here.world, ada)}`
})
afterAll(() => here.close())

const asAda = () => ({ cookie, 'sec-fetch-site': 'same-origin' })
const asNobody = { 'sec-fetch-site': 'same-origin' }
const withToken = () => ({ authorization: bearer })

function form(
  fields: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string | Uint8Array>>,
): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.append(name, value)
  for (const [name, bytes] of Object.entries(files)) made.append('files', new Blob([bytes as string]), name)
  return made
}

async function send(path: string, body: FormData, headers: Readonly<Record<string, string>>) {
  return app.request(`http://127.0.0.1:8080${path}`, { method: 'POST', body, headers })
}

async function get(path: string, headers: Readonly<Record<string, string>>) {
  return app.request(`http://127.0.0.1:8080${path}`, { headers })
}

const long = 'a proof of concept, '.repeat(10_000)

/** A report with files, as a browser without JavaScript sends it: the reporter's page and the case. */
async function reported(files: Readonly<Record<string, string | Uint8Array>>): Promise<{ page: string; id: CaseId }> {
  const before = new Set((await listCases(here.world, ada)).cases.map((one) => one.case))
  const answer = await send('/report', form({ title: 'A crash', impact: 'It stops.' }, files), asNobody)
  expect(answer.status).toBe(303)
  const page = (answer.headers.get('location') ?? '').replace(/\/received$/, '')
  const id = (await listCases(here.world, ada)).cases.map((one) => one.case).find((one) => !before.has(one))
  return { page, id: id! }
}

const filesOn = () =>
  readdirSync(join(here.data, 'attachments'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())

describe('files with a report', () => {
  test('reach the committee and come back to the reporter, as they were', async () => {
    const { page, id } = await reported({ 'poc.txt': long, 'empty.bin': '' })
    const thread = await (await get(page, {})).text()
    expect(thread).toContain('poc.txt')
    expect(thread).toContain('200 kB')
    for (const [path, headers] of [
      [`${page}/files/1`, {}],
      [`/cases/${id}/files/1`, asAda()],
      [`/api/cases/${id}/attachments/1`, withToken()],
    ] as const) {
      const answer = await get(path, headers)
      expect([answer.status, await answer.text()]).toEqual([200, long])
    }
    const empty = await get(`${page}/files/2`, {})
    expect([empty.status, await empty.text()]).toEqual([200, ''])
    expect(await (await get(`/cases/${id}`, asAda())).text()).toContain(`/cases/${id}/files/1`)
  })

  test('are handed over inert, whatever they are and are called', async () => {
    const script = '<script>alert(document.domain)</script>'
    const { page } = await reported({ 'x"\r\nset-cookie: a=b\u202Egpj.html': script })
    const { headers } = await get(`${page}/files/1`, {})
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/)
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox; frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect([headers.get('set-cookie'), headers.get('content-length')]).toEqual([null, String(script.length)])
  })

  test('that go with a report that is not in order are not kept', async () => {
    const before = filesOn().length
    const answer = await send('/report', form({ title: '', impact: 'It stops.' }, { 'x.txt': 'x' }), asNobody)
    const page = await answer.text()
    expect(answer.status).toBe(400)
    expect(page).toContain('choose them again')
    expect(page).toContain('It stops.')
    expect(filesOn()).toHaveLength(before)
  })

  test('too many or too large are refused whole, and nothing is left of them', async () => {
    const before = filesOn().length
    const cases = (await listCases(here.world, ada)).cases.length
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`${n}.txt`, 'x']))
    const large = { 'small.txt': 'x', 'large.bin': new Uint8Array(20_000_001) }
    for (const [files, says] of [
      [many, 'At most 10 files'],
      [large, 'A file can have 20 MB'],
    ] as const) {
      const answer = await send('/report', form({ title: 'A crash', impact: 'It stops.' }, files), asNobody)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(says)
    }
    expect([filesOn().length, (await listCases(here.world, ada)).cases.length]).toEqual([before, cases])
  })
})

describe('files in the thread', () => {
  test('stand beside their message, each hash in the record, and the log verifies', async () => {
    const { id } = await reported({})
    const posted = await send(
      `/cases/${id}/do/post`,
      form({ room: 'everyone', text: 'See this.' }, { 'a.txt': 'aa' }),
      asAda(),
    )
    expect(posted.status).toBe(303)
    const again = await send(
      `/api/cases/${id}/attachments`,
      form({ room: 'team', text: 'And this.' }, { 'b.bin': Uint8Array.of(0, 1) }),
      withToken(),
    )
    const done = await again.json()
    const sha256 = createHash('sha256').update(Uint8Array.of(0, 1)).digest('hex')
    expect(again.status).toBe(200)
    expect(done.events[1]).toMatchObject({
      type: 'FileAttached',
      data: { attachment: 2, post: 2, room: 'team', name: 'b.bin', media: 'application/octet-stream', size: 2, sha256 },
    })
    const thread = await (await get(`/api/cases/${id}/thread`, withToken())).json()
    expect(thread.attachments.map(({ post, name }: { post: number; name: string }) => [post, name])).toEqual([
      [1, 'a.txt'],
      [2, 'b.bin'],
    ])
    expect((await verifyLog(here.world)).findings).toEqual([])
  })

  test('of the team are not the reporter’s, nor anybody’s who is not on the case', async () => {
    const { page, id } = await reported({})
    await send(`/cases/${id}/do/post`, form({ room: 'team', text: 'Inside.' }, { 'inside.txt': 'aa' }), asAda())
    expect((await get(`${page}/files/1`, {})).status).toBe(404)
    expect(await (await get(page, {})).text()).not.toContain('inside.txt')
    expect((await get(page.replace('/report/', '/api/reports/'), {}).then((one) => one.json())).attachments).toEqual([])
    await act(here.world, ada, { case: id, act: 'assessReplication', fields: { replicated: 'yes', how: 'seen' } })
    await act(here.world, ada, { case: id, act: 'assessOrigin', fields: { origin: 'ours' } })
    await act(here.world, ada, { case: id, act: 'acceptReport', fields: {} })
    const invited = await inviteEngineer(here.world, ada, id, {
      name: 'Dov',
      email: 'dov@example.org',
      why: 'knows it',
    })
    if (!('events' in invited)) throw new Error('not invited')
    const event = invited.events.find((one) => one.type === 'FixTeamInvited')
    if (event?.type !== 'FixTeamInvited') throw new Error('not invited')
    const dov = { cookie: `tocsin_session=${await startSession(here.world, event.person)}` }
    expect((await get(`/cases/${id}/files/1`, dov)).status).toBe(403)
    expect((await get(`/cases/${id}/files/1`, {})).status).toBe(401)
    await act(here.world, event.person, { case: id, act: 'acceptInvitation', fields: { terms: true } })
    expect(await (await get(`/cases/${id}/files/1`, dov)).text()).toBe('aa')
    for (const wrong of ['2', '0', '-1', 'x', '../1']) {
      expect((await get(`/cases/${id}/files/${wrong}`, asAda())).status, wrong).toBe(404)
    }
  })

  test('come from the reporter as well, by their link', async () => {
    const { page } = await reported({})
    const answer = await send(`${page}/post`, form({ text: 'One more.' }, { 'more.txt': 'mm' }), asNobody)
    expect(answer.status).toBe(303)
    expect(await (await get(`${page}/files/1`, {})).text()).toBe('mm')
    const path = page.replace('/report/', '/api/reports/')
    expect((await send(`${path}/attachments`, form({ text: 'By a program.' }, { 'p.txt': 'pp' }), {})).status).toBe(200)
    expect(await (await get(`${path}/attachments/2`, {})).text()).toBe('pp')
  })

  test('without a message are not taken, and leave nothing behind', async () => {
    const { id } = await reported({})
    const before = filesOn().length
    const answer = await send(`/cases/${id}/do/post`, form({ room: 'team', text: '' }, { 'x.txt': 'x' }), asAda())
    expect([answer.status, filesOn().length]).toEqual([400, before])
  })

  test('that two people send at one moment both stay', async () => {
    const { id } = await reported({})
    const sent = ['one', 'two', 'three'].map((name) =>
      send(`/api/cases/${id}/attachments`, form({ text: name }, { [`${name}.txt`]: name }), withToken()),
    )
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200])
    const { attachments } = await (await get(`/api/cases/${id}/thread`, withToken())).json()
    for (const { attachment, name } of attachments) {
      expect(`${await (await get(`/api/cases/${id}/attachments/${attachment}`, withToken())).text()}.txt`).toBe(name)
    }
    expect(attachments).toHaveLength(3)
  })
})

describe('what lies beside the database', () => {
  test('is collected when no record names it; what a record names stays', async () => {
    const { id } = await reported({ 'kept.txt': 'kept' })
    const [file = ''] = readdirSync(join(here.data, 'attachments', 'cases', id))
    // The mark of a commit that came through, and of one that never did.
    writeFileSync(join(here.data, 'attachments', 'incoming', `${id}~${file}`), '')
    const lost = 'f'.repeat(32)
    writeFileSync(join(here.data, 'attachments', 'cases', id, lost), 'half')
    writeFileSync(join(here.data, 'attachments', 'incoming', `${id}~${lost}`), '')
    expect(await collectFiles(here.world, -1)).toEqual({ dropped: 1 })
    expect(readdirSync(join(here.data, 'attachments', 'cases', id))).toEqual([file])
    expect(readdirSync(join(here.data, 'attachments', 'incoming'))).toEqual([])
  })

  test('and was lost or exchanged is told, by who reads it and by the check', async () => {
    const { id } = await reported({ 'one.txt': long, 'two.txt': 'two' })
    const path = join(here.data, 'attachments', 'cases', id)
    const view = await (await get(`/api/cases/${id}/record`, withToken())).json()
    const named = view.events.filter(({ type }: { type: string }) => type === 'FileAttached')
    rmSync(join(path, named[1].data.file))
    writeFileSync(join(path, named[0].data.file), 'TCF1 and something else')
    expect((await get(`/cases/${id}/files/2`, asAda())).status).toBe(404)
    expect((await get(`/api/cases/${id}/attachments/2`, withToken()).then((one) => one.json())).code).toBe('file_lost')
    expect((await get(`/cases/${id}/files/1`, asAda())).status).toBe(500)
    const { findings } = await checkFiles(here.world)
    expect(findings.filter((one) => one.case === id)).toEqual([
      { case: id, attachment: 1, code: 'tampered' },
      { case: id, attachment: 2, code: 'missing' },
    ])
    expect((await verifyLog(here.world)).findings).toEqual([])
  })

  test('and was damaged behind its beginning breaks its answer off, and is told', async () => {
    const { id } = await reported({ 'one.txt': long })
    const folder = join(here.data, 'attachments', 'cases', id)
    const path = join(folder, readdirSync(folder)[0] ?? '')
    const bytes = readFileSync(path)
    bytes[bytes.length - 1]! ^= 1
    writeFileSync(path, bytes)
    const told = vi.spyOn(here.world.lines, 'error')
    const answer = await get(`/api/cases/${id}/attachments/1`, withToken())
    await expect(answer.arrayBuffer()).rejects.toMatchObject({ code: 'tampered' })
    expect(told).toHaveBeenCalledWith('file_broke_off', { case: id, attachment: 1, code: 'tampered' })
    told.mockRestore()
  })
})
