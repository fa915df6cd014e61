import { afterAll, beforeAll, expect, test } from 'vitest'
import { orgId } from '../../../../tests/kit/cna.ts'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { announced, does, prepared, reported } from '../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { cveServicesPeer, type CveServicesPeer } from '../../../../tests/peers/cve-services/index.ts'
import { deliverDue } from '../../../app/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let here: TestWorld
let peer: CveServicesPeer
let ada: AtABrowser
const account = () => ({
  instance: 'other',
  address: peer.address,
  org: 'anchorage',
  orgId,
  user: 'ada',
  key: 'key-of-ada',
})
beforeAll(async () => {
  here = await testWorld()
  peer = await cveServicesPeer({ now: () => here.world.machine.now().epochMilliseconds })
  ada = await atABrowser(gate(here.world, webRoutes, [webVoice]), here.world, here.members[0]!)
})
afterAll(async () => {
  await peer.close()
  await here.close()
})

test('the account is entered in the settings, asked for its quota, and its key never shown', async () => {
  const wrong = await ada.post('/settings/cna', { ...account(), address: 'http://cve.example.org/api' })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('http:// is for this machine only')
  expect(await ada.post('/settings/cna', account())).toMatchObject({ status: 303, to: '/settings' })
  const shown = await ada.get('/settings')
  expect(shown.text).toContain(`user ada, at ${peer.address}`)
  expect(shown.text).not.toContain('key-of-ada')
  expect((await ada.post('/settings/cna/test', {})).text).toContain('100 ids can be reserved; 0 of 100 are.')
  peer.faults.push('redirect')
  expect((await ada.post('/settings/cna/test', {})).text).toContain('what answers there is not CVE Services')
  const ben = await atABrowser(gate(here.world, webRoutes, [webVoice]), here.world, here.members[1]!)
  expect((await ben.post('/settings/cna', { ...account(), org: '' })).status).toBe(403)
})

test('the severity page has the order, what became of it, and what to do about it', async () => {
  const { id } = await reported(here)
  const page = async () => (await ada.get(`/cases/${id}/severity`)).text
  expect(await page()).toContain(`/cases/${id}/do/reserveCve`)
  expect(await page()).toContain('MITRE’s form, filled in')
  const asked = await ada.get(`/cases/${id}/do/reserveCve`)
  for (const words of ['Reserve a CVE id?', peer.address, 'in the name of anchorage as ada', 'counts against']) {
    expect(asked.text).toContain(words)
  }
  expect([...peer.registry.ids.keys()]).toEqual([])
  peer.registry.quota = 0
  await does(here, here.members[0], id, 'reserveCve')
  expect(await page()).toContain('under way')
  await deliverDue(here.world)
  expect(await page()).toContain('The quota is used up')
  peer.registry.quota = 9
  await does(here, here.members[0], id, 'reserveCve')
  await deliverDue(here.world)
  const [reserved = ''] = peer.registry.ids.keys()
  const done = await page()
  expect(done).toContain(reserved)
  expect(done).toContain(`/cases/${id}/do/rejectCve`)
  expect(done).not.toContain(`/cases/${id}/do/publishCve`)
  expect((await ada.get(`/cases/${id}/do/rejectCve`)).text).toContain(`Reject ${reserved}?`)
  // R6: nothing of the record is shown as what leaves before the advisory is public.
  const early = await ada.get(`/cases/${id}/do/publishCve`)
  expect(early.text).toContain('nothing is public under this id yet')
  expect(early.text).not.toContain('The record, to the letter')
})

test('before a record is published, it is shown to the letter', async () => {
  const { id } = await reported(here)
  const year = here.world.machine.now().toZonedDateTimeISO('UTC').year
  const { cve_id: cve } = peer.registry.reserve('anchorage', 'ada', year)
  await prepared(here, id, { cve })
  await announced(here, id)
  ada = await atABrowser(gate(here.world, webRoutes, [webVoice]), here.world, here.members[0]!)
  const shown = await ada.get(`/cases/${id}/do/publishCve`)
  expect(shown.text).toContain(`Publish the record of ${cve}?`)
  expect(shown.text).toContain('copied by databases everywhere')
  const [, record = ''] = /aria-label="The record, to the letter"[^>]*><code>(.*?)<\/code>/s.exec(shown.text) ?? []
  const text = record.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  expect((await ada.post(`/cases/${id}/do/publishCve`, {})).status).toBe(303)
  await deliverDue(here.world)
  // CVE Services puts its own provider in the place of ours.
  const { providerMetadata: _, ...sent } = JSON.parse(text) as Record<string, unknown>
  expect(peer.registry.ids.get(cve)).toMatchObject({ state: 'PUBLISHED', cna: sent })
})
