import { expect, test } from 'vitest'
import { commands } from '../../main/commands/index.ts'
import { runLine } from '../../../tests/kit/io.ts'

const id = 'c-0123456789ab'
type Seen = { url: string; init: RequestInit }

/** A server that answers everything with one thing, and remembers what it was asked. */
function server(status: number, body: unknown) {
  const seen: Seen[] = []
  return {
    seen,
    fetch: async (url: string, init: RequestInit) => {
      seen.push({ url, init })
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
    },
  }
}

const done = {
  case: id,
  version: 3,
  events: [{ type: 'Posted', clause: 'V6', says: 'Wrote in the thread.', data: {} }],
}
const headersOf = ({ init }: Seen) => init.headers as Record<string, string>

test('an act is sent with token, fields and the version looked at', async () => {
  const { seen, fetch } = server(200, done)
  const env = { TOCSIN_URL: 'https://security.example.org/', TOCSIN_TOKEN: 'tocsin_x' }
  const line = ['case', 'post', id, '--text', 'hello', '--room', 'everyone', '--if-version', '2']
  expect(await runLine(commands, line, { fetch, env })).toEqual({ exit: 0, out: 'V6  Wrote in the thread.\n', err: '' })
  expect(seen[0]!.url).toBe(`https://security.example.org/api/cases/${id}/post`)
  expect(JSON.parse(String(seen[0]!.init.body))).toEqual({ text: 'hello', room: 'everyone' })
  expect(headersOf(seen[0]!)).toMatchObject({ authorization: 'Bearer tocsin_x', 'if-match': '"2"' })
})

test('what is everyone’s is asked for without a token', async () => {
  const { seen, fetch } = server(200, { advisories: [] })
  await runLine(commands, ['advisory', 'list'], { fetch, env: { TOCSIN_TOKEN: 'tocsin_x' } })
  expect(headersOf(seen[0]!)).not.toHaveProperty('authorization')
})

test('a token out of a file', async () => {
  const { seen, fetch } = server(200, { cases: [], next: null })
  const files = { '/secret/token': 'tocsin_y\n', '/home/ada/.config/tocsin/token': 'tocsin_z\n' }
  await runLine(commands, ['case', 'list'], { fetch, files, env: { TOCSIN_TOKEN_FILE: '/secret/token' } })
  await runLine(commands, ['case', 'list'], { fetch, files, env: { HOME: '/home/ada' } })
  expect(seen.map((one) => headersOf(one)['authorization'])).toEqual(['Bearer tocsin_y', 'Bearer tocsin_z'])
})

test('a list in another order is asked for', async () => {
  const { seen, fetch } = server(200, { cases: [], next: null })
  await runLine(commands, ['case', 'list'], { fetch })
  await runLine(commands, ['case', 'list', '--by', 'due', '--phase', 'fix'], { fetch })
  expect(seen.map(({ url }) => new URL(url).searchParams.get('by'))).toEqual([null, 'due'])
})

test('fields out of files: text, JSON, and what is not JSON', async () => {
  const { seen, fetch } = server(200, done)
  const files = { 'text.md': 'long\ntext', 'doc.json': '{"title": "x"}', 'bad.json': '{' }
  await runLine(commands, ['case', 'post', id, '--text-file', 'text.md'], { fetch, files })
  const revise = ['case', 'revise-advisory', id, '--based-on', '0', '--document-file']
  await runLine(commands, [...revise, 'doc.json'], { fetch, files })
  expect(JSON.parse(String(seen[0]!.init.body))).toEqual({ text: 'long\ntext' })
  expect(JSON.parse(String(seen[1]!.init.body))).toEqual({ basedOn: '0', document: { title: 'x' } })
  expect(await runLine(commands, [...revise, 'bad.json'], { fetch, files })).toMatchObject({ exit: 2, out: '' })
  expect(await runLine(commands, [...revise, 'missing.json'], { fetch, files })).toMatchObject({
    exit: 2,
    err: 'missing.json: cannot be read (ENOENT)\n',
  })
  await runLine(commands, ['case', 'do', id, 'revise-advisory', '--fields', 'doc.json'], { fetch, files })
  expect(JSON.parse(String(seen[2]!.init.body))).toEqual({ title: 'x' })
  expect(seen).toHaveLength(3)
})

const problem = { code: 'not_accepted', clause: 'V5', says: 'Not yet.', instead: 'Accept it first.', status: 422 }

test('what the server refuses is said with clause and way out: exit 1', async () => {
  const { fetch } = server(422, problem)
  const line = ['case', 'link-workspace', id, '--url', 'https://git.example.org/1']
  expect(await runLine(commands, line, { fetch })).toEqual({
    exit: 1,
    out: '',
    err: 'not_accepted (V5): Not yet. — Accept it first.\n',
  })
  const { out } = await runLine(commands, [...line, '--json'], { fetch })
  expect(JSON.parse(out)).toEqual(problem)
})

test('who has no token is told how to make one', async () => {
  const { fetch } = server(401, {
    code: 'sign_in_first',
    clause: '-',
    says: 'You are not signed in.',
    instead: 'By mail.',
  })
  const { exit, err } = await runLine(commands, ['case', 'list'], { fetch })
  expect([exit, err]).toEqual([1, expect.stringContaining('tocsin token create --person')])
  expect(err).toContain('TOCSIN_TOKEN')
})

test.each([
  ['no server', undefined, 'unreachable: no answer from http://127.0.0.1:8080'],
  [
    'another server',
    server(200, '<html>'),
    'unreachable: what answers at http://127.0.0.1:8080 is not Tocsin (HTTP 200)',
  ],
  [
    'a proxy with JSON of its own',
    server(502, { message: 'Bad gateway' }),
    'unreachable: what answers at http://127.0.0.1:8080 is not Tocsin (HTTP 502)',
  ],
  ['a redirection', server(302, ''), 'unreachable: what answers at http://127.0.0.1:8080 is not Tocsin (HTTP 302)'],
])('%s: exit 3', async (_, other, says) => {
  const ran = await runLine(commands, ['case', 'list'], other === undefined ? {} : { fetch: other.fetch })
  expect([ran.exit, ran.out]).toEqual([3, ''])
  expect(ran.err).toContain(says)
})

test('a server that takes too long may have done it: exit 3, and what to do instead', async () => {
  const fetch = () => Promise.reject(new DOMException('', 'TimeoutError'))
  const asked = await runLine(commands, ['case', 'list'], { fetch })
  expect(asked).toEqual({
    exit: 3,
    out: '',
    err: 'too_slow: http://127.0.0.1:8080 took too long to answer — Try again.\n',
  })
  const acted = await runLine(commands, ['case', 'accept-report', id], { fetch })
  expect([acted.exit, acted.err]).toEqual([3, expect.stringContaining('It may have been done')])
})

test('a token file that cannot be read is told, and nothing is asked without it: exit 2', async () => {
  const { seen, fetch } = server(200, { cases: [], next: null })
  const ran = await runLine(commands, ['case', 'list'], { fetch, env: { TOCSIN_TOKEN_FILE: '/nowhere/token' } })
  expect(ran).toEqual({ exit: 2, out: '', err: '/nowhere/token: cannot be read (ENOENT)\n' })
  expect(seen).toEqual([])
})

test.each([
  'http://security.example.org',
  'ftp://127.0.0.1',
  'nonsense',
  'http://127.0.0.1.example.org',
  'http://localhost.example.org',
])('a token is not sent to %s: exit 2', async (url) => {
  const { seen, fetch } = server(200, { cases: [], next: null })
  const ran = await runLine(commands, ['case', 'list'], { fetch, env: { TOCSIN_URL: url, TOCSIN_TOKEN: 'tocsin_x' } })
  expect([ran.exit, ran.out, seen.length]).toEqual([2, '', 0])
})

test('lists: tabs for programs, columns for people, nothing that a terminal would obey', async () => {
  const title = 'harbour \u001b[31mred\u001b]0;x\u0007 \u202eback'
  const summary = { title, severity: 'high', cve: null }
  const { fetch } = server(200, {
    cases: [{ case: id, phase: 'triage', nextDue: '2026-03-17T16:00:00Z', summary }],
    next: 'p',
  })
  const plain = await runLine(commands, ['case', 'list'], { fetch })
  expect(plain.out).toBe(`${id}\ttriage\thigh\t2026-03-17 16:00 UTC\t-\tharbour �[31mred�]0;x� �back\n`)
  expect(plain.err).toBe('There are more: --after p\n')
  const shown = await runLine(commands, ['case', 'list'], { fetch, terminal: true })
  expect(shown.out).toMatch(/^c-0123456789ab {2}triage {2}high {2}/)
})

test('colour only on a terminal, and not with NO_COLOR', async () => {
  const advisory = {
    id: 'CVE-2026-12345',
    published: '2026-03-17T16:00:00Z',
    severity: null,
    document: {
      title: 'harbour',
      summary: '',
      details: 'a \x1B[2J b',
      affected: [
        {
          package: { ecosystem: 'Go', name: 'example.org/harbour' },
          ranges: [
            { type: 'SEMVER', introduced: '0', fixed: '1.4.2' },
            { type: 'SEMVER', introduced: '2.0.0' },
          ],
        },
      ],
      upgrade: 'Install 1.4.2.',
      mitigations: '',
    },
  }
  const { fetch } = server(200, advisory)
  const line = ['advisory', 'show', 'CVE-2026-12345']
  expect((await runLine(commands, line, { fetch })).out).not.toContain('\u001b')
  expect((await runLine(commands, line, { fetch, terminal: true, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b')
  const coloured = (await runLine(commands, line, { fetch, terminal: true })).out
  expect(coloured).toContain('\u001b[1mharbour\u001b[0m')
  expect(coloured).not.toContain('\u001b[2J')
  expect(coloured).toContain('Go example.org/harbour: from the first version, fixed in 1.4.2; from 2.0.0 on\n')
})

test('a case that was opened: its id, and the reporter’s link beside it where there is one', async () => {
  const line = ['case', 'open', '--title', 'x', '--impact', 'y', '--name', 'Rey']
  const link = 'https://security.example.org/report/x'
  expect(await runLine(commands, line, { fetch: server(201, { case: id, link }).fetch })).toEqual({
    exit: 0,
    out: `${id}\n`,
    err: `The reporter’s own link, shown this once; hand it over by a safe way: ${link}\n`,
  })
  expect((await runLine(commands, line, { fetch: server(201, { case: id }).fetch })).err).toBe('')
})
