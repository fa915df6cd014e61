import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken } from '../../src/app/index.ts'
import { Reference } from '../../src/core/advisory/index.ts'
import { listen, type Listening } from '../../src/main/listen.ts'
import { reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

let here: TestWorld
let server: Listening
let authorization = ''
let id = ''
beforeAll(async () => {
  here = await testWorld()
  server = await listen(here.world, { host: '127.0.0.1', port: 0 })
  const made = await createToken(here.world, here.members[0]!, { label: 'x' })
  authorization = `Bearer ${'token' in made ? made.token : ''}`
  id = (await reported(here)).id
})
afterAll(async () => {
  await server?.stop()
  await here?.close()
})

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const megabyte = 999_000
const parts = (count: number) =>
  `${Array.from({ length: count }, (_, nth) => `--x\r\ncontent-disposition: form-data; name="f${nth}"\r\n\r\n\r\n`).join('')}--x--`

const floods: readonly [string, string, Record<string, string>, string][] = [
  ['deep arrays', '/api/reports', json, `{"title":${'['.repeat(megabyte / 2)}${']'.repeat(megabyte / 2 - 20)}}`],
  ['deep objects', '/api/reports', json, `${'{"title":'.repeat(90_000)}1${'}'.repeat(90_000)}`],
  ['many members', '/api/reports', json, `{${Array.from({ length: 80_000 }, (_, nth) => `"m${nth}":1`).join(',')}}`],
  ['many fields', '/report', form, Array.from({ length: 120_000 }, (_, nth) => `f${nth}=`).join('&')],
  ['one field many times', '/report', form, 'a=&'.repeat(megabyte / 3)],
  ['many parts', '/report', { 'content-type': 'multipart/form-data; boundary=x' }, parts(15_000)],
  ['percent signs', '/report', form, `title=${'%41'.repeat(megabyte / 3 - 10)}`],
  [
    'an unfinished part',
    '/report',
    { 'content-type': 'multipart/form-data; boundary=x' },
    `--x\r\n${'-'.repeat(megabyte)}`,
  ],
  ['spaces', '/report', form, `title=${' '.repeat(megabyte - 100)}x`],
  ['one long word', '/report', form, `title=x&impact=${'a'.repeat(39_000)}&email=${'a.'.repeat(20_000)}@x`],
  ['addresses', '/report', form, `title=x&impact=y&email=${'a'.repeat(100_000)}@${'a-'.repeat(100_000)}`],
  ['marks on marks', '/report', form, `title=x&impact=${encodeURIComponent('Z' + '\u0301'.repeat(19_000))}`],
  ['the widest ligature', '/report', form, `title=x&impact=${encodeURIComponent('\ufdfa'.repeat(19_000))}`],
]

/**
 * How long something keeps this process’s processors at work, in milliseconds: the server answers in this process. What
 * others do on this machine meanwhile makes it wait, and no more than that.
 */
async function workOf<Done>(doing: () => Promise<Done>): Promise<readonly [Done, number]> {
  const before = process.cpuUsage()
  const done = await doing()
  const { user, system } = process.cpuUsage(before)
  return [done, (user + system) / 1000]
}

test.each(floods)('%s are answered with little work', async (_, path, headers, body) => {
  expect(body.length).toBeLessThan(1_000_000)
  const [[answer, text], took] = await workOf(async () => {
    const answer = await fetch(`${server.address}${path}`, { method: 'POST', headers, body, redirect: 'manual' })
    return [answer, await answer.text()] as const
  })
  expect([303, 400, 413, 422, 429]).toContain(answer.status)
  // A form comes back with what was typed, and no more than that.
  expect(text.length).toBeLessThan(2 * body.length + 100_000)
  expect(took).toBeLessThan(5000)
})

test('an advisory full to its limits is answered with little work', async () => {
  const url = `https://example.org/${'a%41'.repeat(450)}`
  const documents = [
    { title: 'x', references: Array.from({ length: 200 }, () => ({ type: 'WEB', url })) },
    { title: 'x', references: Array.from({ length: 60_000 }, () => ({})) },
    { title: 'x', details: '# '.repeat(29_000) },
    { title: 'x', details: '`'.repeat(60_000), impact: '```\n'.repeat(5000), upgrade: '\n \n'.repeat(6000) },
    { title: 'x', cwes: Array.from({ length: 90_000 }, () => 'CWE-1') },
  ]
  let basedOn = 0
  for (const document of documents) {
    const [, took] = await workOf(async () => {
      const answer = await fetch(`${server.address}/api/cases/${id}/revise-advisory`, {
        method: 'POST',
        headers: { ...json, authorization },
        body: JSON.stringify({ basedOn, document }),
      })
      const text = await answer.text()
      if (answer.status === 200) basedOn += 1
      const page = await fetch(`${server.address}/cases/${id}/advisory`, { headers: { authorization } })
      await page.text()
      expect(page.status).toBe(200)
      expect(text.length).toBeLessThan(1_000_000)
    })
    expect(took).toBeLessThan(3000)
  }
})

test('no address takes much work to be refused', async () => {
  for (const text of [
    `https://${'a'.repeat(1980)}!`,
    `https://${'a-'.repeat(980)}!`,
    `https://a/${'%41'.repeat(650)} `,
    `https://${'.'.repeat(1900)}`,
    `https://a:${'1'.repeat(1900)}`,
    `https://a/${'/'.repeat(1900)}?${'?'.repeat(50)}##`,
  ]) {
    const [, took] = await workOf(async () => Reference.safeParse({ type: 'WEB', url: text }))
    expect(took, text.slice(0, 30)).toBeLessThan(1000)
  }
})

test('many who send slowly keep nobody else waiting', async () => {
  const { port } = new URL(server.address)
  const slow = Array.from({ length: 200 }, () => {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(
      `POST /report HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n{`,
    )
    return socket
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const before = performance.now()
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
  expect(performance.now() - before).toBeLessThan(500)
  for (const socket of slow) socket.destroy()
})
