import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { runLine } from '../../../tests/kit/io.ts'
import { reportCommands } from './report.ts'

/** A server that asks for a proof of work, or does not. */
function server(asked: { now: boolean; challenge: string | null; bits: number | null }, answer: object) {
  const sent: Record<string, unknown>[] = []
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (url.endsWith('/api/reports/challenge')) return Response.json(asked)
    sent.push(JSON.parse(String(init.body)) as Record<string, unknown>)
    return Response.json(answer, { status: 201 })
  }
  return { sent, fetch }
}

const line = ['report', '--title', 'x', '--impact', 'y']

test('the command proves its work where the server asks for it', async () => {
  const { sent, fetch } = server({ now: true, challenge: '8.1.a.b', bits: 8 }, { link: 'https://example.org/report/s' })
  const { exit, out } = await runLine(reportCommands, line, { fetch })
  expect([exit, out]).toEqual([0, 'https://example.org/report/s\n'])
  const proof = String(sent[0]?.['proof'])
  expect(proof).toMatch(/^8\.1\.a\.b:\d+$/)
  expect(createHash('sha256').update(proof).digest()[0]).toBe(0)
})

test('in quiet hours it sends none; a held report leaves its sender to their mail', async () => {
  const quiet = server({ now: false, challenge: '16.1.a.b', bits: 16 }, { case: 'c-000000000000', held: true })
  const { exit, out, err } = await runLine(reportCommands, [...line, '--email', 'finder@example.org'], quiet)
  expect([exit, out]).toEqual([0, ''])
  expect(err).toContain('mailed to you')
  expect(quiet.sent[0]).not.toHaveProperty('proof')
})

test('lost links are asked for by the address alone, without a token', async () => {
  const asked: [string, string, boolean][] = []
  const fetch = async (url: string, { body, headers }: RequestInit) => {
    asked.push([new URL(url).pathname, String(body), new Headers(headers).has('authorization')])
    return Response.json({ asked: true })
  }
  const around = { fetch, env: { TOCSIN_TOKEN: 'tct_x' } }
  const { exit, out, err } = await runLine(reportCommands, ['report', 'lost', 'finder@example.org'], around)
  expect([exit, out, err]).toEqual([0, '', expect.stringContaining('on its way')])
  expect(asked).toEqual([['/api/reports/lost', '{"email":"finder@example.org"}', false]])
  expect(await runLine(reportCommands, ['report', 'lost'], around)).toMatchObject({ exit: 2 })
})
