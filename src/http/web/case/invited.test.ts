import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Hono } from 'hono'
import type { CaseId, PersonId } from '../../../core/kernel/index.ts'
import { act } from '../../../app/index.ts'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { caseAt } from '../../../../tests/kit/stages.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'
import { caseRoutes } from './index.ts'

let here: TestWorld
let app: Hono
let id: CaseId
let at: string
let engineer: PersonId
let ada: AtABrowser
let ben: AtABrowser
beforeAll(async () => {
  here = await testWorld()
  app = gate(here.world, caseRoutes, [webVoice])
  const onItsWay = await caseAt(here, 'invited')
  id = onItsWay.case
  engineer = onItsWay.engineer ?? 'p-'
  at = `/cases/${id}`
  const [first = 'p-', second = 'p-'] = here.members
  ada = await atABrowser(app, here.world, first)
  ben = await atABrowser(app, here.world, second)
  const fields = { person: second, why: 'wrote the code' }
  const invited = await act(here.world, first, { case: id, act: 'inviteToFixTeam', fields })
  if (!('version' in invited)) throw new Error(JSON.stringify(invited))
})
afterAll(() => here?.close())

it('says of whoever is invited what they see: a member the case, an engineer nothing', async () => {
  const { text } = await ada.get(`${at}/people`)
  expect(text).toContain('invited, has not answered yet and sees nothing')
  expect(text).toContain('invited, has not answered yet; sees the case as a member of the committee')
})

it('asks a member for the terms, too, and keeps showing them their case', async () => {
  const overview = await ben.get(at)
  expect(overview.text).toContain('Accept the embargo terms and join the fix team')
  expect(overview.text).toContain(`href="${at}/do/acceptInvitation?back=overview"`)
  const terms = await ben.get(`${at}/do/acceptInvitation`)
  expect(terms.status).toBe(200)
  expect(terms.text).toContain('You see it already as a member of the committee')
  const refused = await ben.post(`${at}/do/acceptInvitation`, {})
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('I accept the embargo terms')
  expect((await ben.post(`${at}/do/acceptInvitation`, { terms: 'yes' })).to).toMatch(new RegExp(`^${at}\\?done=\\d+$`))
  expect((await ada.get(`${at}/do/acceptInvitation`)).to).toBe(at)
})

it('asks for an answer first thing: the day’s page does not say that nothing waits', async () => {
  const everywhere = gate(here.world, webRoutes, [webVoice])
  const { text } = await (await atABrowser(everywhere, here.world, engineer)).get('/today')
  expect(text).toContain('You are invited to a fix team.')
  expect(text).not.toContain('Nothing waits for you')
})

it('lands whoever has just joined on the whole case', async () => {
  const max = await atABrowser(app, here.world, engineer)
  const joined = await max.post(`${at}/do/acceptInvitation`, { terms: 'yes' })
  expect(joined.to).toMatch(new RegExp(`^${at}\\?done=\\d+$`))
  const { text } = await max.get(joined.to ?? '')
  expect(text).toContain('Next steps')
  expect(text).toContain('joined the fix team')
})
