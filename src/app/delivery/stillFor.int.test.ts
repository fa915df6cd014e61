import { afterEach, beforeEach, expect, test } from 'vitest'
import { actsOn } from '../../../tests/kit/seats.ts'
import { accepted, does, invited, reported } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { Mailed } from '../effects/index.ts'
import { stillFor } from './prepare.ts'

let here: TestWorld
let ada: PersonId
let cleo: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada = 'p-', , cleo = 'p-'] = here.members
})
afterEach(() => here.close())

const ended = { outcome: 'nothing', code: 'access_ended' }
/** Whether a mail that waits would still be sent as it is. */
const goes = async (effect: Mailed) => {
  const found = await stillFor(here.world, effect)
  return found === effect ? 'as it is' : found
}
const notice = (to: PersonId, id: CaseId) => goes({ kind: 'notice', to, case: id, topic: 'thread' })

test('an invitation goes to who is still invited, and to nobody who came in or whose access ended', async () => {
  const { id } = await reported(here)
  await accepted(here, id)
  const engineer = await invited(here, id)
  const invitation = { kind: 'invitation', to: engineer, case: id } as const
  expect(await goes(invitation)).toBe('as it is')
  await does(here, ada, id, 'revokeAccess', { person: engineer, reason: 'left the project' })
  expect(await goes(invitation)).toEqual(ended)
  const other = await invited(here, id, 'zed@example.org')
  await does(here, other, id, 'acceptInvitation', { terms: true })
  expect(await goes({ ...invitation, to: other })).toEqual(ended)
})

test('news of a case goes to committee and fix team, not to who is only invited, nor to its reporter', async () => {
  const { id, reporter } = await reported(here)
  await accepted(here, id)
  const engineer = await invited(here, id)
  expect([await notice(ada, id), await notice(engineer, id), await notice(reporter, id)]).toEqual([
    'as it is',
    ended,
    ended,
  ])
  expect(await goes({ kind: 'reporter-notice', to: reporter, case: id })).toBe('as it is')
  expect(await goes({ kind: 'reporter-notice', to: engineer, case: id })).toEqual(ended)
  await does(here, engineer, id, 'acceptInvitation', { terms: true })
  expect(await notice(engineer, id)).toBe('as it is')
  await does(here, ada, id, 'revokeAccess', { person: engineer, reason: 'left the project' })
  expect(await notice(engineer, id)).toEqual(ended)
})

test('one mail about several cases tells of those alone that its reader is still on', async () => {
  const [{ id }, { id: other }] = [await reported(here), await reported(here, { email: 'r2@example.org' })]
  const engineer = await invited(here, (await accepted(here, id), id))
  await does(here, engineer, id, 'acceptInvitation', { terms: true })
  const about = [id, other].map((one) => ({ case: one, topic: 'thread' as const }))
  expect(await stillFor(here.world, { kind: 'digest', to: engineer, about })).toEqual({
    kind: 'digest',
    to: engineer,
    about: [about[0]],
  })
  expect(await goes({ kind: 'digest', to: engineer, about: about.slice(1) })).toEqual(ended)
})

test('news of the committee goes to who has a seat by then', async () => {
  const news = { kind: 'committee-notice', to: cleo, topic: 'proposal' } as const
  expect(await goes(news)).toBe('as it is')
  await actsOn(here, cleo, 'stepDown', { reason: 'a new job' })
  expect(await goes(news)).toEqual(ended)
})
