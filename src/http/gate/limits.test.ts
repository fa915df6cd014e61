import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { reported } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { openLimits } from './limits.ts'
import type { Route } from './route.ts'

let here: TestWorld
let app: Hono
beforeEach(async () => {
  here = await testWorld()
  const limits = openLimits(here.world)
  const handle = () => new Response()
  const signIn: Route = {
    scope: 'public',
    method: 'post',
    path: '/sign-in',
    act: 'ownSession',
    limits: [
      { by: 'network', most: 10, minutes: 15 },
      { by: 'address', most: 3, minutes: 15 },
    ],
    handle,
  }
  const post: Route = { scope: 'reporter', method: 'post', path: '/report/:secret/post', act: 'post', handle }
  app = new Hono()
  for (const route of [signIn, post]) {
    app.post(route.path, async (c) => c.json((await limits.exceeded(c, route)) === null))
  }
})
afterEach(() => here.close())

const peer = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })

async function passes(path: string, email = '', from = '198.51.100.7'): Promise<boolean> {
  const body = new URLSearchParams({ email })
  return (await app.request(path, { method: 'POST', body }, peer(from))).json() as Promise<boolean>
}

/** As many times as counts are kept, and more: all of the same answer. */
async function often(path: (nth: number) => string, email: (nth: number) => string): Promise<readonly boolean[]> {
  const answers = new Set<boolean>()
  for (let nth = 0; nth < 20_100; nth += 1) answers.add(await passes(path(nth), email(nth)))
  return [...answers]
}

test('whoever makes up addresses does not have the count of their own network forgotten', async () => {
  for (let nth = 0; nth < 10; nth += 1) expect(await passes('/sign-in', `n${nth}@example.org`)).toBe(true)
  const flood = await often(
    () => '/sign-in',
    (nth) => `made-up-${nth}@example.org`,
  )
  expect(flood).toEqual([false])
  expect(await passes('/sign-in', 'ada@example.org')).toBe(false)
})

test('nor does whoever makes up links; a link that is there has its count', async () => {
  for (let nth = 0; nth < 10; nth += 1) expect(await passes('/sign-in', `n${nth}@example.org`)).toBe(true)
  const { secret } = await reported(here)
  for (let nth = 0; nth < 60; nth += 1) expect(await passes(`/report/${secret}/post`)).toBe(true)
  const flood = await often(
    (nth) => `/report/${nth}/post`,
    () => '',
  )
  expect(flood).toEqual([true])
  expect([await passes('/sign-in', 'ada@example.org'), await passes(`/report/${secret}/post`)]).toEqual([false, false])
})

test('what is refused for one reason counts against nothing else', async () => {
  for (let nth = 0; nth < 8; nth += 1) expect(await passes('/sign-in', 'ada@example.org')).toBe(nth < 3)
  for (let nth = 0; nth < 7; nth += 1) expect(await passes('/sign-in', `n${nth}@example.org`)).toBe(true)
  for (let nth = 0; nth < 5; nth += 1) expect(await passes('/sign-in', 'ben@example.org')).toBe(false)
  expect(await passes('/sign-in', 'ben@example.org', '203.0.113.9')).toBe(true)
})
