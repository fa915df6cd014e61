import { afterAll, beforeAll, expect, test } from 'vitest'
import { orgId } from '../../../tests/kit/cna.ts'
import { apiClient, tokenOf } from '../../../tests/kit/api.ts'
import { whole } from '../../../tests/kit/case.ts'
import { runLine } from '../../../tests/kit/io.ts'
import { does, reported } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { cveServicesPeer, type CveServicesPeer } from '../../../tests/peers/cve-services/index.ts'
import { configureCna, deliverDue } from '../../app/index.ts'
import { apiRoutes, apiVoice } from '../../http/api/index.ts'
import { gate } from '../../http/gate/index.ts'
import { cveCommands } from './cve.ts'

let here: TestWorld
let peer: CveServicesPeer
let token: string
beforeAll(async () => {
  here = await testWorld()
  peer = await cveServicesPeer({ now: () => here.world.machine.now().epochMilliseconds })
  const account = { instance: 'other', address: peer.address, org: 'anchorage', orgId, user: 'ada', key: 'key-of-ada' }
  await configureCna(here.world, here.members[0]!, account)
  token = await tokenOf(here.world, here.members[1]!)
})
afterAll(async () => {
  expect(peer.violations).toEqual([])
  await peer.close()
  await here.close()
})

/** A member's command line, over the API without a socket. */
function cve(...line: string[]) {
  const app = gate(here.world, apiRoutes, [{ ...apiVoice, prefix: '/' }])
  return runLine(cveCommands, ['cve', ...line], {
    env: { TOCSIN_TOKEN: token },
    fetch: async (url, init) => app.request(new URL(url).pathname + new URL(url).search, init),
  })
}

test('an id is reserved, looked at and rejected from the command line', async () => {
  const { id } = await reported(here)
  expect(await cve('quota')).toMatchObject({ exit: 0, out: '100 available: 0 of 100 are reserved\n' })
  const ordered = await cve('reserve', id, '--year', '2026')
  expect(ordered).toMatchObject({
    exit: 0,
    out: expect.stringContaining('Asked CVE Services to reserve an id of 2026.'),
  })
  await deliverDue(here.world)
  const [reserved = ''] = peer.registry.ids.keys()
  expect((await cve('show', reserved.toLowerCase())).out).toMatch(
    new RegExp(`^${reserved}  RESERVED  anchorage  ada  `),
  )
  expect(await cve('publish', id)).toMatchObject({ exit: 1, err: expect.stringContaining('not_announced') })
  expect(await cve('reject', id, '--because', 'unused')).toMatchObject({ exit: 0 })
  await deliverDue(here.world)
  expect(peer.registry.ids.get(reserved)?.state).toBe('REJECTED')
  expect(await cve('show', 'CVE-2026-1')).toMatchObject({ exit: 1, err: expect.stringContaining('http_404') })
  expect(await cve('show')).toMatchObject({ exit: 2 })
})

test('MITRE’s form comes filled in, with nobody who did not agree to be named', async () => {
  const { id } = await reported(here)
  const credits = [
    { name: 'Rey Reef', type: 'FINDER', consent: true },
    { name: 'Sly Shoal', type: 'FINDER', consent: false },
  ]
  const document = { ...whole, cwes: ['CWE-347', 'CWE-295'], credits }
  await does(here, here.members[1], id, 'reviseAdvisory', { basedOn: 0, document })
  const { exit, out, err } = await cve('form', id)
  expect(exit).toBe(0)
  expect(err).toContain('https://cveform.mitre.org/')
  expect(out).toContain('Vulnerability type:\nMissing SSL Certificate Validation\n')
  expect(out).toContain('Discoverer(s)/Credits:\nRey Reef\n')
  expect(out).toContain('This is not public yet.')
  expect(out).not.toContain('Sly Shoal')
})

test('the form and the account’s questions are the committee’s', async () => {
  const { id, reporter } = await reported(here)
  const client = await apiClient(here, reporter)
  for (const path of [`/api/cases/${id}/mitre-form`, '/api/cve/quota', '/api/cve/ids/CVE-2026-10000']) {
    expect((await client.get(path)).status).toBeGreaterThanOrEqual(403)
  }
})
