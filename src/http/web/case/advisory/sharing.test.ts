import { afterAll, beforeAll, expect, it } from 'vitest'
import { conversation, type Conversation } from '../../../../../tests/kit/conversation.ts'
import { atABrowser, type AtABrowser } from '../../../../../tests/kit/pages.ts'
import { testWorld, type TestWorld } from '../../../../../tests/kit/world.ts'
import { gate } from '../../../gate/index.ts'
import { webVoice } from '../../voice.tsx'
import { caseRoutes } from '../index.ts'

let here: TestWorld
let told: Conversation
let ada: AtABrowser
beforeAll(async () => {
  here = await testWorld()
  told = await conversation(here)
  ada = await atABrowser(gate(here.world, caseRoutes, [webVoice]), here.world, here.members[0]!)
})
afterAll(() => here.close())

it('says which revision the reporter sees, and offers the newest once there is another', async () => {
  const at = `/cases/${told.case}/advisory`
  const before = (await ada.get(at)).text
  expect(before).toContain('The reporter sees revision 1')
  expect(before).not.toContain('/do/shareAdvisory')
  expect(
    (await ada.post(`/cases/${told.case}/do/reviseAdvisory`, { basedOn: '1', title: 'Another title' })).status,
  ).toBe(303)
  expect((await ada.get(at)).text).toContain('/do/shareAdvisory?revision=2')
})

it('shows what they will see, and who has not accepted the embargo, before it is shared', async () => {
  const { text } = await ada.get(`/cases/${told.case}/do/shareAdvisory?revision=2&back=advisory`)
  expect(text).toContain('Una Uhl has not accepted the embargo terms.')
  expect(text).toContain('What they will see: revision 2')
  expect((await ada.post(`/cases/${told.case}/do/shareAdvisory`, { revision: '2' })).status).toBe(303)
  expect((await ada.get(`/cases/${told.case}/advisory`)).text).toContain('The reporter sees revision 2')
})
