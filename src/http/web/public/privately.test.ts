import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../../core/clock/index.ts'
import { visitor, type Visitor } from '../../../../tests/kit/visitor.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { act, report } from '../../../app/index.ts'
import type { CaseId, PersonId } from '../../../core/kernel/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let setting: TestWorld
let here: Visitor
let member: PersonId
beforeAll(async () => {
  setting = await testWorld()
  here = visitor(gate(setting.world, webRoutes, [webVoice]))
  member = setting.members[0] ?? 'p-'
})
afterAll(() => setting?.close())

const ahead = () => setting.world.machine.now().add({ hours: 24 * 30 })

/** Somebody who did not accept the terms, means to publish, and was asked to wait. */
async function asked(): Promise<{ readonly id: CaseId; readonly path: string }> {
  const told = { title: 'A leak', impact: 'It leaks.', intendsToPublish: 'yes', publishOn: dayOf(ahead()) }
  const reported = await report(setting.world, told, 'form')
  if (!('secret' in reported)) throw new Error('the report was not taken')
  const fields = { message: 'Would you wait for the fix?' }
  await act(setting.world, member, { case: reported.case, act: 'requestPrivateHandling', fields })
  return { id: reported.case, path: `/report/${reported.secret}` }
}

const consentOf = async (id: CaseId) => {
  const c = (await setting.world.records.read('case', id)).state
  return c === null ? undefined : c.shadow.consent[c.reporter ?? '']
}

it('a yes accepts the terms, is not asked for again, and stays in sight', async () => {
  const { id, path } = await asked()
  const question = await (await here.get(path)).text()
  expect(question).toContain('With this you accept the embargo terms.')
  expect(question).toContain('The embargo terms: ')
  expect(question).not.toContain('You have not accepted the embargo terms yet.')
  expect(question).toMatch(/You said that you intend to publish on <time /)
  expect((await here.post(`${path}/answerPrivateHandling`, { agreed: 'yes' })).status).toBe(303)
  const answered = await (await here.get(path)).text()
  expect(answered).toContain('You keep it private')
  expect(answered).not.toContain('Accept the embargo terms')
  expect(await consentOf(id)).toBe('signatory')
})

it('a no accepts nothing, and stays in sight, too', async () => {
  const { id, path } = await asked()
  expect((await here.post(`${path}/answerPrivateHandling`, { agreed: 'no' })).status).toBe(303)
  expect(await (await here.get(path)).text()).toContain('You publish before there is a fix.')
  expect(await consentOf(id)).toBe('invited')
})

it('nobody intends to publish in the past', async () => {
  const day = dayOf(setting.world.machine.now().subtract({ hours: 24 * 5 }))
  const told = { title: 'A leak', impact: 'It leaks.', intendsToPublish: 'yes', publishOn: day }
  const refused = await here.post('/report', told)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('in_the_past')
  const { path } = await asked()
  const stated = await here.post(`${path}/stateIntent`, { publishOn: `${day}T09:00`, note: 'a talk' })
  expect(stated.status).toBe(422)
  const today = { ...told, publishOn: dayOf(setting.world.machine.now()) }
  expect((await here.post('/report', today)).status).toBe(303)
})
