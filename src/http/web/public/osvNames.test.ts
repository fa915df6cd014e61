import { afterAll, beforeAll, expect, it } from 'vitest'
import { vectors, whole } from '../../../../tests/kit/case.ts'
import { accepted, announced, does, reported } from '../../../../tests/kit/voyage.ts'
import { visitor, type Visitor } from '../../../../tests/kit/visitor.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { publicAdvisories } from '../../../app/index.ts'
import { unzip } from '../../../core/publishing/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

/** An advisory without a CVE id: OSV takes no database's prefix that it does not know, and names it `x_…`. */
let setting: TestWorld
let here: Visitor
let id: string
beforeAll(async () => {
  setting = await testWorld()
  here = visitor(gate(setting.world, webRoutes, [webVoice]))
  const [ada, ben, cleo] = setting.members
  const { id: of } = await reported(setting)
  await accepted(setting, of)
  await does(setting, ada, of, 'decideSeverity', { vector: vectors.high })
  await does(setting, ben, of, 'reviseAdvisory', { basedOn: 0, document: whole })
  const release = { project: 'anchor', version: 'v1.2.4', newestVulnerable: 'v1.2.3' }
  await does(setting, ben, of, 'joinRelease', release)
  await does(setting, cleo, of, 'linkWorkspace', { url: 'https://git.example.org/private' })
  await announced(setting, of)
  id = (await publicAdvisories(setting.world))[0]?.id ?? ''
  expect(id).toMatch(/^TOCSIN-/)
})
afterAll(() => setting?.close())

it('every id in OSV’s list is a record’s own, and its file has that name', async () => {
  const list = await (await here.get('/osv/modified_id.csv')).text()
  expect(list).toMatch(new RegExp(`^[^,]+,x_${id}\\n$`))
  const record = (await (await here.get(`/osv/x_${id}.json`)).json()) as { id: string }
  expect(record.id).toBe(`x_${id}`)
  const archive = await (await here.get('/osv/all.zip')).arrayBuffer()
  expect(unzip(new Uint8Array(archive))?.map(({ name }) => name)).toEqual([`x_${id}.json`])
})

it('the advisory’s own id leads to its record, and its page names the record', async () => {
  const answer = await here.get(`/osv/${id}.json`)
  expect([answer.status, answer.headers.get('location')]).toEqual([302, `/osv/x_${id}.json`])
  expect(await (await here.get(`/advisories/${id}`)).text()).toContain(`href="/osv/x_${id}.json"`)
  expect((await here.get(`/advisories/x_${id}`)).status).toBe(404)
})
