import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { orgId } from '../../../tests/kit/cna.ts'
import { beside } from '../../../tests/peers/official.ts'
import {
  cveServicesPeer,
  hasDescription,
  type CveServicesPeer,
  type Fault,
} from '../../../tests/peers/cve-services/index.ts'
import { cveServices } from './index.ts'

let peer: CveServicesPeer
const client = cveServices({ patience: 10_000 })
const impatient = cveServices({ patience: 300 })
const account = () => ({ address: peer.address, org: 'anchorage', orgId, user: 'ada', key: 'key-of-ada' })
const container = {
  providerMetadata: { orgId: '8f1b1a52-3a5e-4c1c-8d0e-0c6a5a1f2b3c' },
  descriptions: [{ lang: 'en', value: 'Forged entries pass.' }],
  affected: [{ vendor: 'n/a', product: 'anchor', defaultStatus: 'unknown' }],
  references: [{ url: 'https://example.org/advisory' }],
}

beforeEach(async () => {
  peer = await cveServicesPeer()
})
afterEach(async () => {
  expect(peer.violations).toEqual([])
  await peer.close()
})

describe.skipIf(!hasDescription)(`CVE Services, by its official description ${beside}`, () => {
  test('an id from its reservation to its rejection', async () => {
    expect(await client.quota(account())).toEqual({ quota: 100, reserved: 0, available: 100 })
    const [reserved] = await client.reserve(account(), 2026, 1)
    expect(reserved).toMatchObject({ state: 'RESERVED', org: 'anchorage', user: 'ada' })
    const id = reserved?.id ?? ''
    expect(await client.show(account(), id)).toEqual(reserved)
    await client.publish(account(), id, container)
    expect(await client.show(account(), id)).toMatchObject({ state: 'PUBLISHED' })
    await client.update(account(), id, { ...container, title: 'Forged entries' })
    expect(await client.published(account(), id)).toMatchObject({ title: 'Forged entries' })
    await client.reject(account(), id, { reason: 'Not a vulnerability.', replacedBy: 'CVE-2026-9999' }, true)
    expect(await client.show(account(), id)).toMatchObject({ state: 'REJECTED' })
    const [unused] = await client.reserve(account(), 2026, 1)
    await client.reject(account(), unused?.id ?? '', { reason: 'Not used.', replacedBy: null }, false)
    expect(peer.registry.ids.get(unused?.id ?? '')?.state).toBe('REJECTED')
    expect(await client.quota(account())).toMatchObject({ reserved: 0 })
  })

  test('several ids at once, or as many as there are', async () => {
    expect(await client.reserve(account(), 2026, 3)).toHaveLength(3)
    peer.faults.push('partial')
    expect(await client.reserve(account(), 2026, 3)).toHaveLength(2)
  })

  test('what was reserved since an instant, over several pages', async () => {
    peer.registry.pageSize = 2
    await client.reserve(account(), 2026, 5)
    await client.reserve(account(), 2025, 1)
    const hour = Temporal.Now.instant().subtract({ hours: 1 })
    const { ids, now } = await client.reservedSince(account(), 2026, hour)
    expect(ids).toHaveLength(5)
    expect(now).not.toBeNull()
    expect((await client.reservedSince(account(), 2026, Temporal.Now.instant().add({ hours: 1 }))).ids).toEqual([])
  })

  test('below another base path, as from version 2.6 on', async () => {
    const other = await cveServicesPeer({ base: '/api/registry' })
    expect(await client.reserve({ ...account(), address: other.address }, 2026, 1)).toHaveLength(1)
    await other.close()
    expect(other.violations).toEqual([])
  })

  test.each([
    ['a wrong key', () => client.quota({ ...account(), key: 'key-of-ben' }), 'http_401_unauthorized'],
    ['an unknown id', () => client.show(account(), 'CVE-2026-1'), 'http_404_cve_id_not_found'],
    ['a record that exists', () => twice(), 'http_403_cve_record_exists'],
    ['no quota left', () => poor(), 'http_403_exceeded_id_quota'],
  ])('%s is a refusal with its name', async (_, doing, code) => {
    await expect(doing()).rejects.toMatchObject({ outcome: 'refused', code })
  })
})

async function twice() {
  const [reserved] = await client.reserve(account(), 2026, 1)
  await client.publish(account(), reserved?.id ?? '', container)
  await client.publish(account(), reserved?.id ?? '', container)
}

async function poor() {
  peer.registry.quota = 0
  await client.reserve(account(), 2026, 1)
}

describe('what may have been done, and what surely was not', () => {
  test.each([
    ['error-before', 'unsure', 'http_500_service_not_available'],
    ['error-after', 'unsure', 'http_500_service_not_available'],
    ['silence-after', 'unsure', 'timed_out'],
    ['break-after', 'unsure', 'connection_lost'],
    ['not-json', 'unsure', 'not_json'],
    ['strange', 'unsure', 'strange_answer'],
    ['too-large', 'unsure', 'too_large'],
    ['too-many', 'later', 'http_429_too_many_requests'],
    ['redirect', 'refused', 'redirected'],
  ] satisfies [Fault, string, string][])('%s: %s (%s)', async (fault, outcome, code) => {
    peer.faults.push(fault)
    const asked = fault === 'silence-after' ? impatient : client
    await expect(asked.reserve(account(), 2026, 1)).rejects.toMatchObject({ outcome, code })
  })

  test('reading may be tried again', async () => {
    peer.faults.push('silence-after', 'error-before')
    await expect(impatient.quota(account())).rejects.toMatchObject({ outcome: 'later', code: 'timed_out' })
    await expect(client.quota(account())).rejects.toMatchObject({ outcome: 'later' })
  })

  test('nobody there: nothing was handed over', async () => {
    const gone = await cveServicesPeer()
    await gone.close()
    const nowhere = { ...account(), address: gone.address }
    await expect(client.reserve(nowhere, 2026, 1)).rejects.toMatchObject({ outcome: 'later', code: 'unreachable' })
  })

  test('a failure tells nothing of the key or of what was sent', async () => {
    peer.faults.push('error-after')
    const failure: unknown = await client.publish(account(), 'CVE-2026-1', container).catch((error: unknown) => error)
    const told = JSON.stringify([failure, String(failure), (failure as Error).stack])
    expect(told).not.toMatch(/key-of-ada|Forged/)
    expect(told).toContain('http_500')
  })
})
