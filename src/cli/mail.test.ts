import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from '../../tests/kit/api.ts'
import { runLine } from '../../tests/kit/io.ts'
import { arrives } from '../../tests/kit/letters.ts'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { heldMailCommands } from './api/index.ts'

let here: TestWorld
beforeAll(async () => {
  here = await testWorld()
  await arrive('report')
  await arrive('answer', 'In-Reply-To: <report@example.net>\r\n')
  await arrive('away', 'Auto-Submitted: auto-replied\r\n')
})
afterAll(() => here.close())

async function arrive(id: string, more = '') {
  const head = `From: Rey <rey@example.net>\r\nSubject: ${id}\u001b[2J\r\nMessage-ID: <${id}@example.net>\r\n${more}`
  await arrives(here, `${head}\r\nwords\r\n`)
}

async function mail(...line: readonly string[]) {
  const client = await apiClient(here, here.members[0] ?? 'p-')
  const fetch = async (url: string, { method, body }: RequestInit) => {
    const path = url.replace('http://127.0.0.1:8080', '')
    const answer = method === 'POST' ? client.post(path, JSON.parse(String(body))) : client.get(path)
    const { status, body: said } = await answer
    return new Response(JSON.stringify(said), { status })
  }
  return runLine(heldMailCommands, ['mail', ...line], { fetch, env: { TOCSIN_TOKEN: 'tocsin_x' } })
}

test('held mail is listed, read, and settled once', async () => {
  const { out: list } = await mail('list')
  expect(list).toMatch(/^c-\w{12} {2}.* UTC {2}Rey <rey@example\.net> {2}answer.*\n {3}It answers a mail, /)
  expect(list).not.toContain('\u001b')
  const letter = list.slice(0, 14)
  const { out: whole } = await mail('show', letter)
  expect(whole).toMatch(/ {3}It answers a mail of c-\w{12}\.\n {3}As it came: \d+ bytes\n\nwords\n$/)
  const of = /a mail of (c-\w{12})/.exec(whole)?.[1] ?? ''
  expect(await mail('settle', letter, '--as', 'post')).toMatchObject({
    exit: 1,
    err: expect.stringContaining('case: must be'),
  })
  expect(await mail('settle', letter, '--as', 'post', '--case', of)).toMatchObject({
    exit: 0,
    out: `It is in the thread: ${of}\n`,
  })
  expect(await mail('show', letter)).toMatchObject({ exit: 1, err: expect.stringContaining('no_such_mail') })
  expect(await mail('list')).toMatchObject({ exit: 0, out: '', err: 'No mail waits\n' })
})

test('what was set aside is a list of its own, and is erased only when somebody says so', async () => {
  const { out } = await mail('list', '--aside')
  expect(out).toContain('away')
  expect(await mail('settle', out.slice(0, 14))).toMatchObject({ exit: 2 })
  expect((await mail('settle', out.slice(0, 14), '--as', 'erased')).out).toBe('It is erased\n')
  expect(await mail('list', '--aside')).toMatchObject({ out: '', err: 'No mail is set aside\n' })
  expect(JSON.parse((await mail('list', '--aside', '--json')).out)).toMatchObject({ mails: [], aside: 0 })
})

test('many are settled at once, each in a line; what could not be done says why', async () => {
  for (const id of ['first', 'second']) await arrive(id, 'In-Reply-To: <report@example.net>\r\n')
  const letters = (await mail('list')).out.match(/^c-\w{12}/gm) ?? []
  expect(letters).toHaveLength(2)
  expect(await mail('settle', ...letters, '--as', 'post')).toMatchObject({ exit: 2 })
  expect(await mail('settle', ...letters, '--as', 'aside')).toMatchObject({
    exit: 0,
    out: letters.map((letter) => `${letter} It is set aside\n`).join(''),
  })
  expect(await mail('settle', ...letters, '--as', 'aside')).toMatchObject({
    exit: 1,
    err: expect.stringContaining(`${letters[1]} aside_already: `),
  })
  expect(await mail('settle', ...letters, '--as', 'erased')).toMatchObject({ exit: 1 })
  expect((await mail('settle', ...letters, '--as', 'erased', '--confirm', '2')).out).toContain('It is erased')
})
