import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { networkOf, rangeOf } from './network.ts'

async function seen(peer: string, forwarded?: string): Promise<readonly (string | null)[]> {
  const app = new Hono().get('/', (c) => c.json([networkOf(c) ?? null, rangeOf(c) ?? null]))
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const answer = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: peer } } })
  return (await answer.json()) as readonly (string | null)[]
}

const one = ['198.51.100.7', '198.51.100.0/24']
const six = ['2001:db8:1:2::/64', '2001:db8:1::/48']

test.each([
  ['198.51.100.7', undefined, one],
  ['::ffff:198.51.100.7', undefined, one],
  ['2001:db8:1:2:3:4:5:6', undefined, six],
  ['2001:0db8:0001:2::9', undefined, six],
  ['127.0.0.1', undefined, [null, null]],
  ['::1', '', [null, null]],
])('%s, without a proxy here, is where it says', async (peer, forwarded, expected) => {
  expect(await seen(peer, forwarded)).toEqual(expected)
})

test.each([
  ['198.51.100.7'],
  ['203.0.113.9, 198.51.100.7'],
  // With the port of that connection, which would be another network each time.
  ['198.51.100.7:40123'],
  ['::ffff:198.51.100.7'],
  // A second proxy on this machine: what it adds is the first.
  ['203.0.113.9, 198.51.100.7, 127.0.0.1'],
  ['198.51.100.7,::1, 127.0.0.1'],
])('a proxy on this machine is believed about %s', async (forwarded) => {
  expect(await seen('127.0.0.1', forwarded)).toEqual(one)
  expect(await seen('::1', forwarded)).toEqual(one)
})

test('IPv6 is told by its network, with brackets and a port as well', async () => {
  for (const forwarded of ['2001:db8:1:2::9', '[2001:db8:1:2::9]', '[2001:DB8:1:2::9]:40123']) {
    expect(await seen('127.0.0.1', forwarded)).toEqual(six)
  }
})

test('nobody else is believed, and this machine is nobody', async () => {
  expect(await seen('203.0.113.9', '198.51.100.7')).toEqual(['203.0.113.9', '203.0.113.0/24'])
  expect(await seen('127.0.0.1', '127.0.0.1, ::1')).toEqual([null, null])
})
