import { afterAll, beforeAll, expect, it } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../../tests/kit/pages.ts'
import { caseAt, commit } from '../../../../../tests/kit/stages.ts'
import { does, evidence } from '../../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../../tests/kit/world.ts'
import type { CaseId, PersonId } from '../../../../core/kernel/index.ts'
import { gate } from '../../../gate/index.ts'
import { webVoice } from '../../index.ts'
import { caseRoutes } from '../index.ts'

let here: TestWorld
let id: CaseId
let engineer: PersonId
let ada: AtABrowser
beforeAll(async () => {
  here = await testWorld()
  const onItsWay = await caseAt(here, 'full')
  id = onItsWay.case
  engineer = onItsWay.engineer ?? 'p-'
  ada = await atABrowser(gate(here.world, caseRoutes, [webVoice]), here.world, here.members[0] ?? 'p-')
})
afterAll(() => here?.close())

it('R2: names an approval that counts no longer where there is one, and says nothing of it elsewhere', async () => {
  await does(here, engineer, id, 'completeFix', { commit })
  await does(here, engineer, id, 'approveFix', { commit, evidence })
  const before = await ada.get(`/cases/${id}/release`)
  expect(before.text).toContain('1 of 1: Max Mast')
  expect(before.text).not.toContain('Counts no longer')
  await does(here, here.members[0] ?? 'p-', id, 'revokeAccess', { person: engineer, reason: 'left' })
  const after = await ada.get(`/cases/${id}/release`)
  expect(after.text).toContain('0 of 1')
  expect(after.text).toContain('the approval of Max Mast, whose access has ended since')
})
