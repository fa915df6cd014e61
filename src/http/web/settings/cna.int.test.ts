import { afterAll, beforeAll, expect, test } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { does, reported } from '../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { cveServicesPeer, type CveServicesPeer } from '../../../../tests/peers/cve-services/index.ts'
import { deliverDue } from '../../../app/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let here: TestWorld
let peer: CveServicesPeer
let ada: AtABrowser
const account = () => ({ instance: 'other', address: peer.address, org: 'anchorage', user: 'ada', key: 'key-of-ada' })
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
})
