import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { accepted, reported } from '../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { personByEmail } from '../../../app/people/index.ts'
import { gate } from '../../gate/index.ts'
import { webVoice } from '../index.ts'
import { caseRoutes } from './index.ts'

let here: TestWorld
let people: string
let ada: AtABrowser
beforeAll(async () => {
  here = await testWorld({
    policy: readFileSync(new URL('../../../../policies/sigstore-2026.yaml', import.meta.url), 'utf8'),
  })
  const { id } = await reported(here)
  await accepted(here, id)
  people = `/cases/${id}/people`
  ada = await atABrowser(gate(here.world, caseRoutes, [webVoice]), here.world, here.members[0] ?? 'p-')
})
afterAll(() => here?.close())

const eli = { name: 'Eli Eddy', email: 'eli@example.org', why: 'knows the parser' }

it('F2: asks who approved whom no file names, refuses without, and registers nobody then', async () => {
  const { text } = await ada.get(people)
  expect(text).toContain('Named in')
  expect(text).toContain('Where the committee approved it')
  const refused = await ada.post(`${people}/invite`, eli)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('people whom CODEOWNERS does not name come in once the committee has approved it')
  expect(refused.text).toContain('Say which file names them, or where the committee approved it.')
  expect(refused.text).toContain('value="eli@example.org"')
  expect(await personByEmail(here.world, eli.email)).toBeUndefined()
  const invited = await ada.post(`${people}/invite`, { ...eli, approved: 'minutes of 3 March' })
  expect(invited.status).toBe(303)
  expect(await personByEmail(here.world, eli.email)).toBeDefined()
})
