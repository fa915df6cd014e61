import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createToken, seatMember, unseatMember, personByEmail } from '../../src/app/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import { sessionCookie } from '../../src/http/gate/index.ts'
import { webRoutes } from '../../src/http/web/index.ts'
import { apiRoutes } from '../../src/http/api/index.ts'
import { listen, type Listening } from '../../src/main/listen.ts'
import { startSession } from '../kit/session.ts'
import { accepted, does, invited, reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

/** A real server on a real socket, asked in ways that no browser asks. */
let here: TestWorld
let server: Listening
let host = ''
let theCase = ''
const nowhere = 'c-000000000000'
const strangers: { who: string; headers: Record<string, string> }[] = []

beforeAll(async () => {
  here = await testWorld()
  server = await listen(here.world, { host: '127.0.0.1', port: 0 })
  host = new URL(server.address).host
  const [ada] = here.members as [PersonId]
  const one = await reported(here)
  theCase = one.id
  await accepted(here, one.id)
  const declined = await invited(here, one.id, 'declined@example.org')
  await does(here, declined, one.id, 'declineInvitation')
  const revoked = await invited(here, one.id, 'revoked@example.org')
  await does(here, revoked, one.id, 'acceptInvitation', { terms: true })
  await does(here, ada, one.id, 'revokeAccess', { person: revoked, reason: 'left the project' })
  const other = await reported(here)
  await accepted(here, other.id)
  const elsewhere = await invited(here, other.id, 'elsewhere@example.org')
  await does(here, elsewhere, other.id, 'acceptInvitation', { terms: true })
  await seatMember(here.world, ada, { name: 'Ex', email: 'ex@example.org' })
  const ex = (await personByEmail(here.world, 'ex@example.org'))!
  const exSession = await startSession(here.world, ex)
  await unseatMember(here.world, ada, { person: ex, reason: 'term ended' })
  strangers.push({ who: 'nobody', headers: {} })
  strangers.push({ who: 'ex-member, old session', headers: { cookie: `${sessionCookie}=${exSession}` } })
  for (const [who, person] of Object.entries({ declined, revoked, elsewhere, ex })) {
    strangers.push({ who, headers: { cookie: `${sessionCookie}=${await startSession(here.world, person)}` } })
    const made = await createToken(here.world, person, { label: who })
    strangers.push({ who: `${who}, token`, headers: { authorization: `Bearer ${'token' in made ? made.token : ''}` } })
  }
  strangers.push({ who: 'reporter of another case', headers: { cookie: `${sessionCookie}=${other.secret}` } })
})
afterAll(async () => {
  await server?.stop()
  await here?.close()
})

async function seen(path: string, init: RequestInit): Promise<string> {
  const answer = await fetch(`${server.address}${path}`, { redirect: 'manual', ...init })
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'))
  return JSON.stringify([answer.status, headers, await answer.text()]).replaceAll(/c-[0-9a-z]{12}/g, 'CASE')
}

/** Bytes on the wire, for what fetch would not send. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(host.split(':')[1]), '127.0.0.1', () => socket.write(text))
    let got = ''
    socket.on('data', (chunk) => (got += String(chunk)))
    socket.on('close', () => resolve(got))
    socket.on('error', reject)
    setTimeout(() => socket.destroy(), 3000).unref()
  })
}

const ways: readonly [string, RequestInit][] = [
  ['GET', {}],
  ['HEAD', { method: 'HEAD' }],
  ['OPTIONS', { method: 'OPTIONS' }],
  ['PUT', { method: 'PUT', body: 'x' }],
  ['DELETE', { method: 'DELETE' }],
  ['POST nothing', { method: 'POST' }],
  ['POST bad JSON', { method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json' } }],
  ['POST JSON', { method: 'POST', body: '{"text":"x"}', headers: { 'content-type': 'application/json' } }],
  ['POST form', { method: 'POST', body: new URLSearchParams({ text: 'x' }) }],
  ['POST multipart', { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
]
const conditions: readonly Record<string, string>[] = [
  {},
  { 'if-match': '"1"' },
  { 'if-match': 'rubbish' },
  { 'if-none-match': '*' },
]

describe('a case that one may not see', () => {
  test('answers to the byte like one that does not exist, in every way of asking', { timeout: 120_000 }, async () => {
    const paths = [
      ...new Set([...webRoutes, ...apiRoutes].map(({ path }) => path).filter((path) => path.includes(':case'))),
    ]
    expect(paths.length).toBeGreaterThan(70)
    const odd = [
      '/cases/:case/',
      '/cases//:case',
      '/cases/:case/nothing',
      '/cases/%63:rest',
      '/cases/:case%2f..',
      '/cases/:upper',
      '/api/cases/:case?x=1',
      '/cases/./:case',
      '/CASES/:case',
      '/cases/:case%00',
      '/cases/:case;x',
      '/cases/%2563:rest',
    ]
    const different: string[] = []
    for (const { who, headers } of strangers) {
      const some = who === 'nobody' || who === 'elsewhere' ? paths : paths.filter((_, nth) => nth % 9 === 0)
      for (const path of [...some, ...odd]) {
        for (const [way, init] of path.startsWith('/api/cases/:case/p') || odd.includes(path) || some.length < 30
          ? ways
          : ways.slice(0, 7)) {
          const about = (id: string) =>
            path
              .replace(':case', id)
              .replace(':rest', id.slice(1))
              .replace(':upper', id.toUpperCase())
              .replace(':revision', '1')
          const asked = {
            ...init,
            headers: {
              'sec-fetch-site': 'same-origin',
              ...conditions[path.length % 4],
              ...(init.headers as object),
              ...headers,
            },
          }
          const [real, none] = [await seen(about(theCase), asked), await seen(about(nowhere), asked)]
          const plain = (text: string) => text.replaceAll(/CASE|C-[0-9A-Z]{12}|-[0-9a-z]{12}/g, 'CASE')
          if (plain(real) !== plain(none)) different.push(`${who}: ${way} ${path}\n${real}\n${none}`)
        }
      }
    }
    expect(different).toEqual([])
  })

  test('answers as fast, in its order of magnitude', async () => {
    const [, , , , , elsewhere] = strangers
    for (let nth = 0; nth < 60; nth += 1)
      await does(here, here.members[0], theCase as `c-${string}`, 'post', { text: `post ${nth}` })
    const median = async (id: string) => {
      const times: number[] = []
      for (let nth = 0; nth < 31; nth += 1) {
        const before = performance.now()
        await seen(`/api/cases/${id}`, { headers: elsewhere!.headers })
        times.push(performance.now() - before)
      }
      return times.sort((a, b) => a - b)[15]!
    }
    await median(nowhere)
    const [real, none] = [await median(theCase), await median(nowhere)]
    expect(Math.abs(real - none)).toBeLessThan(5)
  })
})

describe('every answer', () => {
  test.each([
    ['/', {}],
    ['/nothing/here', {}],
    ['/cases/%', {}],
    ['/assets/none.css', {}],
    ['/api/none', {}],
    ['/healthz', {}],
    [
      '/report',
      { method: 'POST', body: 'x'.repeat(1_100_000), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['/api/reports', { method: 'POST', body: '[', headers: { 'content-type': 'application/json' } }],
    ['/sign-in/x', {}],
    ['/theme', { method: 'POST', headers: { origin: 'https://evil.example' } }],
  ] as [string, RequestInit][])('to %s carries the rules for browsers', async (path, init) => {
    const answer = await fetch(`${server.address}${path}`, { redirect: 'manual', ...init })
    await answer.text()
    expect(answer.headers.get('content-security-policy'), path).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/)
    expect(answer.headers.get('cache-control')).toBeTruthy()
  })

  test('to a secret address forbids to hand it on, however it is written', async () => {
    for (const path of [
      '/report/x',
      '/%72eport/x',
      '/report/x/received',
      '/sign-in/x',
      '/sign%2Din/x',
      '/address/x',
      '/channel/x',
      '/api/reports/x',
      '/report//x',
    ]) {
      const answer = await fetch(`${server.address}${path}`)
      const says = answer.headers.get('referrer-policy')
      if (says !== 'no-referrer') expect([path, answer.status]).toEqual([path, 404])
    }
  })

  test('to what is no HTTP is short and says nothing', async () => {
    const answers = await Promise.all(
      [
        `TRACE / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
        `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
        `GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`,
        `GET / HTTP/1.0\r\n\r\n`,
        `POST /theme HTTP/1.0\r\nOrigin: null\r\nCookie: a=b\r\nContent-Length: 0\r\n\r\n`,
        `GET ${'/x'.repeat(20_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: ${host}\r\n${'A: b\r\n'.repeat(5000)}\r\n`,
        `POST /report HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${sessionCookie}=%E0%A4%A\r\nConnection: close\r\n\r\n`,
        '\u0000\u0001\r\n\r\n',
      ].map(raw),
    )
    for (const one of answers) expect(one).not.toMatch(/\bat .*\.(?:js|ts):\d|node:internal|Error:/)
    expect(answers[5]).toMatch(/^HTTP\/1.1 40[03] /)
    // Whatever host somebody names: no link and no redirect is made of it.
    expect(answers[2]).not.toMatch(/evil\.example/)
  })
})

describe('what somebody puts between a browser and this server', () => {
  const evil = 'evil.example'
  const lies = {
    'x-forwarded-host': evil,
    'x-forwarded-proto': 'gopher',
    'x-forwarded-port': '31337',
    'x-forwarded-prefix': `/${evil}`,
    'x-host': evil,
    'x-original-url': `/${evil}`,
    'x-rewrite-url': `/${evil}`,
    forwarded: `host=${evil};proto=gopher`,
  }
  const lines = Object.entries(lies).map(([name, value]) => `${name}: ${value}\r\n`)

  test('finds no public page, feed or file that takes over a host it was told', async () => {
    const paths = [...webRoutes, ...apiRoutes]
      .filter(({ method, path, scope }) => method === 'get' && scope === 'public' && !path.includes(':'))
      .map(({ path }) => path)
    for (const path of ['/.well-known/security.txt', '/advisories']) expect(paths).toContain(path)
    const poisoned: string[] = []
    for (const path of paths) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: ${evil}\r\n${lines.join('')}Connection: close\r\n\r\n`)
      expect(answer, path).toMatch(/^HTTP\/1\.1 [2345]\d\d /)
      if (/evil\.example|gopher|31337/.test(answer)) poisoned.push(path)
    }
    expect(poisoned).toEqual([])
  })

  const inner = `GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`
  const post = (headers: string, body: string) =>
    `POST /report HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n${body}${inner}`

  test.each([
    ['a length and chunks', post('Content-Length: 4\r\nTransfer-Encoding: chunked', '0\r\n\r\n')],
    ['two lengths', post('Content-Length: 0\r\nContent-Length: 5', '')],
    ['lengths in a list', post('Content-Length: 0, 5', '')],
    ['a signed length', post('Content-Length: +0', '')],
    ['a length and a space before the colon', post('Content-Length : 0', '')],
    ['chunks under another name', post('Transfer-Encoding: xchunked', '0\r\n\r\n')],
    ['chunks twice', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', '0\r\n\r\n')],
    ['a chunk of a size that is none', post('Transfer-Encoding: chunked', '0x0\r\n\r\n')],
    ['a chunk’s lines that end too early', post('Transfer-Encoding: chunked', '0\n\n')],
    ['a header that goes on in the next line', `GET / HTTP/1.1\r\nHost: x\r\n Content-Length: 5\r\n\r\n${inner}`],
    ['a carriage return alone', `GET / HTTP/1.1\r\nHost: x\rX: y\r\n\r\n${inner}`],
    ['two hosts', `GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n${inner}`],
    ['no host', `GET / HTTP/1.1\r\n\r\n${inner}`],
    ['10,000 headers', `GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(10_000)}\r\n${inner}`],
  ])('%s: one refusal, and nothing after it is taken for a request', async (_, text) => {
    const answer = await raw(text)
    expect(answer).toMatch(/^HTTP\/1\.1 4(?:00|31) /)
    expect(answer.match(/^HTTP\//gm)).toHaveLength(1)
  })
})

test('a flood over the wire is stopped, and its neighbours are not', async () => {
  const report = (network: string, email = '') =>
    fetch(`${server.address}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': network },
      body: JSON.stringify({ title: 'One of many', impact: 'Much to read.', email }),
    })
  const answers: number[] = []
  for (let nth = 0; nth < 32; nth += 1) answers.push((await report('198.51.100.9')).status)
  // Taken, until the policy calls it a flood; then asked for a sign of earnest; then too many of one network.
  expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 201))
  expect(answers.slice(20, 30)).toEqual(Array.from({ length: 10 }, () => 422))
  expect(answers.slice(30)).toEqual([429, 429])
  expect((await report('198.51.100.10', 'neighbour@example.org')).status).toBe(201)
})
