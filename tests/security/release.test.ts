import { afterEach, beforeEach, expect, test } from 'vitest'
import { createToken, viewCase } from '../../src/app/index.ts'
import { isRefused } from '../../src/core/kernel/index.ts'
import { apiRoutes, apiVoice } from '../../src/http/api/index.ts'
import { gate, sessionCookie } from '../../src/http/gate/index.ts'
import { webRoutes, webVoice } from '../../src/http/web/index.ts'
import { startSession } from '../kit/session.ts'
import { announced, does, invited, prepared, reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'
import { whole } from '../kit/case.ts'

let here: TestWorld
beforeEach(async () => (here = await testWorld()))
afterEach(() => here.close())

test('an engineer on one case learns nothing of the other cases of its release before the announcement', async () => {
  const [, ben, cleo] = here.members
  const [own, other] = [await reported(here), await reported(here)]
  const release = await prepared(here, own.id)
  await prepared(here, other.id, { cve: 'CVE-2026-66666', release })
  const document = { ...whole, title: 'qxothertitle', details: 'qxotherdetails', summary: 'qxothersummary' }
  await does(here, ben, other.id, 'reviseAdvisory', { basedOn: 1, document })
  const engineer = await invited(here, own.id)
  await does(here, engineer, own.id, 'acceptInvitation', { terms: true })
  await does(here, cleo, own.id, 'draftAnnouncement')

  const app = gate(here.world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
  const made = await createToken(here.world, engineer, { label: 'engineer' })
  const authorization = `Bearer ${'token' in made ? made.token : ''}`
  const cookie = `${sessionCookie}=${await startSession(here.world, engineer)}`
  const reads = [...webRoutes, ...apiRoutes].filter(({ method, path }) => method === 'get' && path.includes(':case'))
  let read = 0
  for (const { path } of reads) {
    const at = path.replace(':case', own.id).replace(':revision', '1')
    const answer = await app.request(at, { headers: path.startsWith('/api') ? { authorization } : { cookie } })
    const text = await answer.text()
    expect(text, at).not.toMatch(/qxother|CVE-2026-66666/)
    expect(text, at).not.toContain(other.id)
    if (answer.status === 200) read += 1
  }
  expect(read).toBeGreaterThan(20)
  // A member sees the draft as it is; the engineer does, too, once it is out.
  const member = await viewCase(here.world, ben!, own.id)
  expect(!isRefused(member) && member.case.announcement?.body).toContain('CVE-2026-66666')
  await announced(here, own.id)
  const after = await viewCase(here.world, engineer, own.id)
  expect(!isRefused(after) && after.case.announcement?.body).toContain('CVE-2026-66666')
})
