import { afterEach, beforeEach, expect, test } from 'vitest'
import { accepted, does, invited, reported, teamed } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { viewCase } from '../cases/index.ts'
import { deliverDue } from './index.ts'

let here: TestWorld
let ada: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada = 'p-'] = here.members
})
afterEach(() => here.close())

/** What somebody was written since. */
async function told(to: string): Promise<readonly { readonly subject: string; readonly text: string }[]> {
  here.sent.length = 0
  await deliverDue(here.world)
  return here.sent.filter((mail) => mail.to[0] === to)
}

async function seenBy(person: PersonId, id: CaseId) {
  const view = await viewCase(here.world, person, id)
  if (!('case' in view)) throw new Error(view.code)
  return view.accessEnded
}

const because = 'went to a rival'

test('F3: an engineer whose access ended is told that it did and what still binds them, and nothing of the case', async () => {
  const { id } = await reported(here)
  const engineer = await teamed(here, id)
  await told('max@example.org')
  await does(here, ada, id, 'revokeAccess', { person: engineer, reason: because })
  expect((await seenBy(ada, id)).get(engineer)).toMatchObject({ state: 'waiting' })
  const [mail, ...more] = await told('max@example.org')
  expect(more).toEqual([])
  expect(mail?.subject).toBe(`[Anchorage security] You are no longer on a fix team (${id})`)
  expect(mail?.text).toMatch(/embargo terms[^]*until it is public/i)
  expect(mail?.text).not.toMatch(/Unsigned|bundles|anchor|rival|Rey|cases\/c-/)
  expect((await seenBy(ada, id)).get(engineer)).toMatchObject({ state: 'told' })
  expect(await viewCase(here.world, engineer, id)).toMatchObject({ code: 'no_such_case' })
})

test('whoever had not answered an invitation learns that it is gone; who left by themselves is told nothing', async () => {
  const { id } = await reported(here)
  await accepted(here, id)
  const engineer = await invited(here, id)
  await told('max@example.org')
  await does(here, ada, id, 'revokeAccess', { person: engineer, reason: because })
  const [mail, ...more] = await told('max@example.org')
  expect(more).toEqual([])
  expect(mail?.subject).toContain('An invitation to a fix team was taken back')
  expect(mail?.text).toMatch(/tell nobody/)
  expect(mail?.text).not.toContain('You accepted')
})

test('a co-reporter whose link ended is told, in a mail that greets nobody by a name that others gave', async () => {
  const { id, reporter } = await reported(here)
  await does(here, reporter, id, 'nameCoReporter', { name: 'Una Uhl', email: 'una@example.org' })
  const una = (await here.world.records.read('case', id)).state?.coReporters[0] ?? 'p-'
  await told('una@example.org')
  await does(here, ada, id, 'removeCoReporter', { person: una, reason: because })
  const [mail, ...more] = await told('una@example.org')
  expect(more).toEqual([])
  expect(mail?.text).toMatch(/^Hello,\n/)
  expect(mail?.subject).toContain('Your link to a report has ended')
  expect(mail?.text).not.toMatch(/Una|rival|Unsigned/)
  expect((await seenBy(ada, id)).get(una)).toMatchObject({ state: 'told' })
})

test('who is back before the mail has left is not told that they are out', async () => {
  const { id } = await reported(here)
  const engineer = await teamed(here, id)
  await told('max@example.org')
  await does(here, ada, id, 'revokeAccess', { person: engineer, reason: because })
  await does(here, ada, id, 'inviteToFixTeam', { person: engineer, why: 'it was a mistake' })
  expect((await told('max@example.org')).map(({ subject }) => subject)).toEqual([
    `[Anchorage security] You are invited to a fix team (${id})`,
  ])
  await does(here, engineer, id, 'acceptInvitation', { terms: true })
  expect([...(await seenBy(ada, id))]).toEqual([])
})

test('that somebody was told is for those who may end access, and nobody else', async () => {
  const { id } = await reported(here)
  const engineer = await teamed(here, id)
  const other = await invited(here, id, 'zed@example.org')
  await does(here, ada, id, 'revokeAccess', { person: other, reason: because })
  expect([...(await seenBy(engineer, id))]).toEqual([])
  expect([...(await seenBy(ada, id)).keys()]).toEqual([other])
})
