import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId } from '../../core/kernel/index.ts'
import { upcastCommunity } from '../../core/community/index.ts'
import { orgId } from '../../../tests/kit/cna.ts'
import { cveServicesPeer, type CveServicesPeer, type Fault } from '../../../tests/peers/cve-services/index.ts'
import { announced, does, prepared, reported } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'
import { cveServices } from '../../adapters/cna/index.ts'
import { act, configureCna, cveIdSeen, cveQuota, deliverDue, theCommunity, viewCase } from '../index.ts'

let here: TestWorld
let peer: CveServicesPeer
const ada = () => here.members[0]!
const account = () => ({
  instance: 'other',
  address: peer.address,
  org: 'anchorage',
  orgId,
  user: 'ada',
  key: 'key-of-ada',
})

beforeEach(async () => {
  here = await testWorld()
  Object.assign(here.world, { cve: cveServices({ patience: 1500 }) })
  peer = await cveServicesPeer({ now: () => here.world.machine.now().epochMilliseconds })
  expect(await configureCna(here.world, ada(), account())).toEqual({ done: true })
})
afterEach(async () => {
  await here.close()
  expect(peer.violations).toEqual([])
  await peer.close()
})

const cveOf = async (id: CaseId) => (await here.world.records.read('case', id)).state!.cve
const codeOf = async (
  id: CaseId,
  name: 'reserveCve' | 'publishCve' | 'rejectCve' | 'settleCve',
  fields: object = {},
) => {
  const answer = await act(here.world, ada(), { case: id, act: name, fields: { ...fields } })
  return 'code' in answer ? answer.code : 'badInput' in answer ? 'bad_input' : undefined
}
/** Delivers until nothing is due for hours. */
async function deliverAll() {
  for (let round = 0; round < 8; round += 1) {
    await deliverDue(here.world)
    await wind(here, 'PT40M')
  }
}
const posts = () => peer.asked.filter((one) => one === 'POST /cve-id').length

describe('a reservation', () => {
  test('says nothing of the case, and puts the id on its record: who, when, which', async () => {
    const { id } = await reported(here)
    await does(here, ada(), id, 'reserveCve')
    expect(await codeOf(id, 'reserveCve')).toBe('order_under_way')
    await deliverDue(here.world)
    const cve = await cveOf(id)
    expect(cve).toMatchObject({
      id: expect.stringMatching(/^CVE-\d{4}-10000$/),
      requested: { from: 'cna', by: ada() },
      order: { what: 'reserve', state: 'done', by: ada(), id: cve.id },
    })
    expect(peer.bodies).toEqual([])
    expect(await codeOf(id, 'reserveCve')).toBe('has_cve')
    expect(await cveIdSeen(here.world, ada(), cve.id!)).toMatchObject({ state: 'RESERVED', user: 'ada' })
    expect(await cveQuota(here.world, ada())).toEqual({ quota: 100, reserved: 1, available: 99 })
  })

  test.each<[string, Fault, number]>([
    ['carried out and never answered', 'silence-after', 1],
    ['carried out before the connection broke', 'break-after', 1],
    ['carried out and answered with an error', 'error-after', 1],
    ['not carried out, for all one can tell', 'error-before', 2],
    ['put off', 'too-many', 2],
  ])('%s is looked for before it is ordered again', async (_, fault, orders) => {
    const { id } = await reported(here)
    peer.registry.reserve('anchorage', 'ben', 2026)
    peer.faults.push(fault)
    await does(here, ada(), id, 'reserveCve')
    await deliverAll()
    expect(posts()).toBe(orders)
    const own = [...peer.registry.ids.values()].filter((one) => one.requested_by.user === 'ada')
    expect(own).toHaveLength(1)
    expect(await cveOf(id)).toMatchObject({ id: own[0]?.cve_id, order: { state: 'done' } })
  })

  test('in doubt with several ids that it may have brought is a person’s to settle', async () => {
    const { id } = await reported(here)
    peer.faults.push('silence-after')
    await does(here, ada(), id, 'reserveCve')
    await deliverDue(here.world)
    peer.registry.reserve('anchorage', 'ada', here.world.machine.now().toZonedDateTimeISO('UTC').year)
    await deliverAll()
    expect(posts()).toBe(1)
    const { order } = await cveOf(id)
    expect(order).toMatchObject({ state: 'unsure', code: 'several_ids' })
    expect(order?.found).toEqual([...peer.registry.ids.keys()])
    const view = await viewCase(here.world, ada(), id)
    expect('steps' in view! && view.steps.map((step) => step.id)).toContain('settle-cve')
    expect(here.sent.some(({ text }) => text.includes('An order to CVE Services failed'))).toBe(true)
    expect(await codeOf(id, 'reserveCve')).toBe('order_in_doubt')
    expect(await codeOf(id, 'settleCve', { outcome: 'carried-out' })).toBe('no_id')
    await does(here, ada(), id, 'settleCve', { outcome: 'carried-out', id: order?.found[1] })
    expect(await cveOf(id)).toMatchObject({ id: order?.found[1], order: { state: 'done' } })
  })

  test('in doubt while nobody answers is a person’s to settle; then it can be ordered anew', async () => {
    const { id } = await reported(here)
    peer.faults.push('silence-after', ...Array.from({ length: 9 }, (): Fault => 'error-before'))
    await does(here, ada(), id, 'reserveCve')
    await deliverAll()
    expect(await cveOf(id)).toMatchObject({ id: null, order: { state: 'unsure', found: [] } })
    expect(posts()).toBe(1)
    await does(here, ada(), id, 'settleCve', { outcome: 'not-carried-out' })
    peer.faults.length = 0
    await does(here, ada(), id, 'reserveCve')
    await deliverDue(here.world)
    expect(await cveOf(id)).toMatchObject({ order: { order: 2, state: 'done' } })
  })

  test('interrupted by the end of the product is looked for first', async () => {
    const { id } = await reported(here)
    await does(here, ada(), id, 'reserveCve')
    const now = here.world.machine.now()
    await here.world.store.leaseOutbox(now.toString(), now.add({ minutes: 10 }).toString(), 99)
    // It was carried out in the moment before.
    const kept = peer.registry.reserve('anchorage', 'ada', now.toZonedDateTimeISO('UTC').year)
    await wind(here, 'PT11M')
    await deliverAll()
    expect(posts()).toBe(0)
    expect(await cveOf(id)).toMatchObject({ id: kept.cve_id })
  })

  test('of two cases at once gives each its own, and never one to both', async () => {
    const [one, other] = [await reported(here), await reported(here)]
    peer.faults.push('silence-after')
    await does(here, ada(), one.id, 'reserveCve')
    await deliverDue(here.world)
    await does(here, ada(), other.id, 'reserveCve')
    await deliverAll()
    const [first, second] = [await cveOf(one.id), await cveOf(other.id)]
    expect(first.id).not.toBeNull()
    expect(second.id).not.toBeNull()
    expect(first.id).not.toBe(second.id)
    expect(peer.registry.ids.size).toBe(2)
  })

  test('that was refused says so on the case and to the committee', async () => {
    const { id } = await reported(here)
    peer.registry.quota = 0
    await does(here, ada(), id, 'reserveCve')
    await deliverAll()
    expect(await cveOf(id)).toMatchObject({ id: null, order: { state: 'failed', code: 'http_403_exceeded_id_quota' } })
    expect(posts()).toBe(1)
  })
})

describe('the record', () => {
  async function assigned() {
    const { id } = await reported(here)
    const kept = peer.registry.reserve('anchorage', 'ada', 2026)
    await prepared(here, id, { cve: kept.cve_id })
    return { id, cve: kept.cve_id, kept }
  }

  test('leaves after the announcement only, and holds what is published', async () => {
    const { id, cve, kept } = await assigned()
    expect(await codeOf(id, 'publishCve')).toBe('not_announced')
    expect(await codeOf(id, 'rejectCve', { because: 'unused', text: 'the parser trusts it' })).toBe('under_embargo')
    expect(peer.asked).toEqual([])
    await announced(here, id)
    await does(here, ada(), id, 'publishCve')
    await deliverAll()
    expect(await cveOf(id)).toMatchObject({ published: { id: cve }, order: { what: 'publish', state: 'done' } })
    expect(kept.state).toBe('PUBLISHED')
    expect(kept.cna).toMatchObject({ title: expect.any(String), descriptions: expect.any(Array) })
    await does(here, ada(), id, 'publishCve')
    await deliverAll()
    // It says all that already.
    expect(peer.asked.filter((one) => one.startsWith('PUT'))).toEqual([])
    kept.cna = { ...kept.cna, title: 'An older title' }
    await does(here, ada(), id, 'publishCve')
    await deliverAll()
    expect(kept.cna).not.toMatchObject({ title: 'An older title' })
    expect(await cveOf(id)).toMatchObject({ order: { what: 'update', state: 'done' } })
  })

  test('is not sent without the organisation’s id; ids are reserved all the same', async () => {
    const { id } = await assigned()
    await announced(here, id)
    expect(await configureCna(here.world, ada(), { ...account(), orgId: 'anchorage' })).toMatchObject({
      badInput: true,
      problems: [{ field: 'orgId' }],
    })
    expect(await configureCna(here.world, ada(), { ...account(), orgId: '' })).toEqual({ done: true })
    expect(await codeOf(id, 'publishCve')).toBe('no_org_id')
    expect(peer.asked.filter((one) => /^(?:POST|PUT) .*\/cna/.test(one))).toEqual([])
    const other = await reported(here)
    await does(here, ada(), other.id, 'reserveCve')
    // What was recorded before there was such a field.
    const older = { account: { address: 'https://cve.example.org/api', org: 'anchorage', user: 'ada', key: 'k' } }
    expect(upcastCommunity('CnaConfigured', older)).toMatchObject({ account: { ...older.account, orgId: '' } })
    expect(upcastCommunity('CnaConfigured', { account: null })).toEqual({ type: 'CnaConfigured', account: null })
  })

  test('published by other means is replaced only after a person has seen that', async () => {
    const { id, kept } = await assigned()
    await announced(here, id)
    const byHand = {
      providerMetadata: { orgId: '8f1b1a52-3a5e-4c1c-8d0e-0c6a5a1f2b3c' },
      descriptions: [{ lang: 'en', value: 'By hand' }],
      affected: [{ vendor: 'n/a', product: 'anchor', defaultStatus: 'unknown' }],
      references: [{ url: 'https://example.org/by-hand' }],
    }
    kept.cna = byHand
    kept.state = 'PUBLISHED'
    await does(here, ada(), id, 'publishCve')
    await deliverAll()
    expect(await cveOf(id)).toMatchObject({ order: { state: 'failed', code: 'published_differently' } })
    expect(kept.cna).toBe(byHand)
    await does(here, ada(), id, 'publishCve')
    await deliverAll()
    expect(await cveOf(id)).toMatchObject({ order: { what: 'update', state: 'done' } })
    expect(JSON.stringify(kept.cna)).not.toContain('By hand')
  })

  test('in doubt is sent once', async () => {
    const { id } = await assigned()
    await announced(here, id)
    // Looking, then publishing.
    peer.faults.push(undefined, 'silence-after')
    await does(here, ada(), id, 'publishCve')
    await deliverAll()
    expect(peer.asked.filter((one) => /^P.*cna$/.test(one))).toHaveLength(1)
    expect(await cveOf(id)).toMatchObject({ order: { state: 'done' } })
  })

  test('of an id of somebody else’s is not touched', async () => {
    const { id } = await reported(here)
    const theirs = peer.registry.reserve('lighthouse', 'lou', 2026)
    await prepared(here, id, { cve: theirs.cve_id })
    await announced(here, id)
    await does(here, ada(), id, 'publishCve')
    await deliverAll()
    expect(await cveOf(id)).toMatchObject({ order: { state: 'failed', code: 'not_ours' } })
    expect(theirs.state).toBe('RESERVED')
  })

  test('is rejected before it was published, or after; the case is free for another id', async () => {
    const [early, late] = [await assigned(), await assigned()]
    await does(here, ada(), early.id, 'rejectCve', { because: 'unused' })
    await announced(here, late.id)
    await does(here, ada(), late.id, 'publishCve')
    await deliverAll()
    expect(await codeOf(late.id, 'rejectCve', { because: 'duplicate' })).toBe('no_replacement')
    await does(here, ada(), late.id, 'rejectCve', { because: 'duplicate', replacedBy: 'CVE-2026-4242', text: 'Twice.' })
    await deliverAll()
    expect(early.kept.cna?.['rejectedReasons']).toEqual([
      { lang: 'en', value: 'This CVE ID was reserved and is not used.' },
    ])
    expect(late.kept.cna).toMatchObject({ rejectedReasons: [{ value: 'Twice.' }], replacedBy: ['CVE-2026-4242'] })
    for (const { id, cve, kept } of [early, late]) {
      expect(kept.state).toBe('REJECTED')
      expect(await cveOf(id)).toMatchObject({ id: null, rejected: [cve] })
    }
  })
})

describe('the account', () => {
  test('is an administrator’s to enter, and its key is kept as long as nothing else changes', async () => {
    const { world, members } = here
    expect(await configureCna(world, members[1]!, account())).toMatchObject({ code: 'not_allowed' })
    await configureCna(world, ada(), { ...account(), key: '' })
    expect((await theCommunity(world)).cna?.key).toBe('key-of-ada')
    expect(await configureCna(world, ada(), { ...account(), user: 'ben', key: '' })).toMatchObject({ badInput: true })
    await configureCna(world, ada(), { ...account(), instance: 'test' })
    expect((await theCommunity(world)).cna?.address).toBe('https://cveawg-test.mitre.org/api')
  })

  test.each([
    ['http://cveawg.example.org/api', 'in the clear'],
    ['https://ada:secret@cveawg.example.org/api', 'a password in it'],
    ['https://cveawg.example.org/api?x=1', 'a query'],
    ['file:///etc/passwd', 'no web address'],
  ])('goes to no address like %s (%s)', async (address) => {
    const answer = await configureCna(here.world, ada(), { ...account(), address })
    expect('badInput' in answer && answer.problems.map(({ field }) => field)).toContain('address')
  })

  test('is needed: without one, orders are refused and nothing is next that needs it', async () => {
    const { id } = await reported(here)
    await configureCna(here.world, ada(), { org: '' })
    expect(await codeOf(id, 'reserveCve')).toBe('no_cna')
    expect(await cveQuota(here.world, ada())).toMatchObject({ code: 'no_cna' })
    const steps = async () => {
      const view = await viewCase(here.world, ada(), id)
      return 'steps' in view! ? view.steps.map((step) => step.id) : []
    }
    await does(here, ada(), id, 'assessReplication', { replicated: 'yes', how: 'ran it' })
    const before = await steps()
    await configureCna(here.world, ada(), account())
    const after = await steps()
    expect([before.includes('reserve-cve'), after.includes('cve')]).toEqual([false, false])
  })

  test('with a wrong key is told as such, without the key', async () => {
    await configureCna(here.world, ada(), { ...account(), key: 'key-of-nobody' })
    const answer = await cveQuota(here.world, ada())
    expect(answer).toMatchObject({ code: 'cve_services_failed', says: expect.stringContaining('http_401') })
    expect(JSON.stringify(answer)).not.toContain('key-of-nobody')
  })
})
