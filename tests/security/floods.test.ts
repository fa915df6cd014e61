import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverDue } from '../../src/app/index.ts'
import { apiRoutes, apiVoice } from '../../src/http/api/index.ts'
import { gate } from '../../src/http/gate/index.ts'
import { webRoutes, webVoice } from '../../src/http/web/index.ts'
import { sigstorePolicy, testWorld, type TestWorld } from '../kit/world.ts'

let here: TestWorld
let app: Hono
beforeEach(async () => {
  here = await testWorld({ policy: sigstorePolicy.replace('busyFrom: 20, work: 16', 'busyFrom: 1, work: 8') })
  app = gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
  await send({ title: 'earlier', impact: 'x' })
})
afterEach(() => here.close())

const told = { title: 'the title of a secret', impact: 'the impact of a secret' }

function send(fields: Record<string, string>) {
  return app.request('/report', { method: 'POST', body: new URLSearchParams(fields) })
}

async function api(body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await app.request('/api/reports', { method: 'POST', body: JSON.stringify(body), headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

function solve(challenge: string, bits: number): string {
  for (let nonce = 0; ; nonce += 1) {
    const proof = `${challenge}:${nonce}`
    if (createHash('sha256').update(proof).digest().readUInt32BE() >>> (32 - bits) === 0) return proof
  }
}

test('the form says that many reports come in, keeps what was written, and takes the proof that its page asks for', async () => {
  const page = await (await app.request('/report')).text()
  expect(page).toContain('Many reports come in at the moment')
  const refused = await send(told)
  const again = await refused.text()
  expect([refused.status, again]).toEqual([422, expect.stringContaining(told.impact)])
  const [, challenge = '', bits = ''] = /data-challenge="([^"]+)" data-bits="(\d+)"/.exec(again) ?? []
  const taken = await send({ ...told, proof: solve(challenge, Number(bits)) })
  expect([taken.status, taken.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/^\/report\/[\w-]{43}\/received$/),
  ])
})

test('without JavaScript the mailed link confirms; no page before it shows the way back', async () => {
  await deliverDue(here.world)
  here.sent.length = 0
  const held = await send({ ...told, email: 'finder@example.org' })
  expect([held.status, held.headers.get('location')]).toEqual([303, '/report/held'])
  const page = await (await app.request('/report/held')).text()
  expect(page).toContain('look into your mail')
  expect(page).not.toContain('secret')
  await deliverDue(here.world)
  const [, link = ''] = /(\/report\/[\w-]{43})/.exec(here.sent[0]?.text ?? '') ?? []
  expect(await (await app.request(link)).text()).toContain('Yes, this report is mine')
  // Reading the link confirms nothing: mail servers look at links, too.
  here.sent.length = 0
  await deliverDue(here.world)
  expect(here.sent).toEqual([])
  expect((await app.request(`${link}/confirmSender`, { method: 'POST', body: new URLSearchParams() })).status).toBe(303)
  expect(await (await app.request(link)).text()).not.toContain('Yes, this report is mine')
  await deliverDue(here.world)
  expect(here.sent.length).toBe(here.members.length)
})

test('a program gets a challenge, and one report for each proof', async () => {
  expect(await api(told)).toMatchObject({ status: 422, body: { code: 'proof_needed' } })
  expect(await api({ ...told, email: 'finder@example.org' })).toEqual({
    status: 201,
    body: { case: expect.stringMatching(/^c-/), held: true },
  })
  const asked = await app.request('/api/reports/challenge')
  expect(asked.headers.get('cache-control')).toContain('no-store')
  const { now, challenge, bits } = (await asked.json()) as { now: boolean; challenge: string; bits: number }
  expect(now).toBe(true)
  const proof = solve(challenge, bits)
  expect(await api({ ...told, proof })).toMatchObject({ status: 201, body: { link: expect.any(String) } })
  expect(await api({ ...told, proof })).toMatchObject({ status: 422, body: { code: 'proof_needed' } })
  for (const wrong of ['x', `${challenge}:`, `${challenge}:0:0`, '0.1.a.b:1', 'ä'.repeat(200)]) {
    expect(await api({ ...told, proof: wrong })).toMatchObject({ status: 422, body: { code: 'proof_needed' } })
  }
})
