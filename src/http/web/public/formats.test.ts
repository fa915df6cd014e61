import { afterAll, beforeAll, expect, it } from 'vitest'
import { asNumberingAuthority } from '../../../../tests/kit/cna.ts'
import { announced, does, prepared, reported } from '../../../../tests/kit/voyage.ts'
import { visitor, type Visitor } from '../../../../tests/kit/visitor.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { configureCna } from '../../../app/index.ts'
import { checkRecord, detectFormat, formats, isRecordFormat } from '../../../core/advisory/index.ts'
import type { Json } from '../../../core/kernel/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'
import { formatPath } from './formats.ts'

let setting: TestWorld
let here: Visitor
beforeAll(async () => {
  setting = await testWorld()
  await asNumberingAuthority(setting.world, setting.members[0])
  // The reference validator takes seconds to load; its adapter has tests of its own.
  const world = { ...setting.world, csaf: { run: async () => [], close: async () => undefined } }
  here = visitor(gate(world, webRoutes, [webVoice]))
  const { id } = await reported(setting)
  await prepared(setting, id, { cve: 'CVE-2026-11111' })
  for (const { name } of formats) expect((await here.get(formatPath('CVE-2026-11111', name))).status).toBe(404)
  await announced(setting, id)
  const fields = { id: 'CVE-2026-22222', evidence: 'the first was rejected' }
  await does(setting, setting.members[0] ?? 'p-', id, 'recordCve', fields)
})
afterAll(() => setting?.close())

it.each(formats)('a published advisory is there as $title, valid, and linked from its page', async (format) => {
  const path = formatPath('CVE-2026-22222', format.name)
  const answer = await here.get(path)
  const text = await answer.text()
  expect([answer.status, text.includes('CVE-2026-22222')]).toEqual([200, true])
  expect(await (await here.get('/advisories/CVE-2026-22222')).text()).toContain(`href="${path}"`)
  if (!isRecordFormat(format)) return expect(answer.headers.get('content-type')).toBe(format.mediaType)
  const record = JSON.parse(text) as Json
  expect([detectFormat(record)?.name, checkRecord(format, record)]).toEqual([format.name, []])
  return undefined
})

it('under an id that it had before, every format leads to where it stands now', async () => {
  const answer = await here.get('/advisories/CVE-2026-11111/formats/csaf')
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/advisories/CVE-2026-22222/formats/csaf'])
})

it('CSAF names the community as its publisher', async () => {
  const record = (await (await here.get('/advisories/CVE-2026-22222/formats/csaf')).json()) as {
    document: { publisher: { namespace: string } }
  }
  expect(record.document.publisher.namespace).toMatch(/^http:\/\/127\.0\.0\.1/)
})

it('without an organisation’s id there is no CVE record, and no link to one', async () => {
  await configureCna(setting.world, setting.members[0] ?? 'p-', { org: '' })
  const answer = await here.get('/cve/CVE-2026-22222.json')
  expect([answer.status, (await answer.text()).includes('no CVE records')]).toEqual([404, true])
  expect(await (await here.get('/advisories/CVE-2026-22222')).text()).not.toContain('/cve/')
})

it.each(['/advisories/CVE-2026-22222/formats/pdf', '/advisories/CVE-2026-33333/formats/csaf'])(
  '%s is nowhere',
  async (path) => {
    expect((await here.get(path)).status).toBe(404)
  },
)
