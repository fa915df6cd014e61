import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { deliverDue, openByMember, reporterOfLink } from '../index.ts'

let here: TestWorld
beforeAll(async () => {
  here = await testWorld()
})
afterAll(() => here.close())

async function opened(who: object) {
  const answer = await openByMember(here.world, here.members[0]!, { title: 'x', impact: 'y', ...who })
  if (!('case' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}

test('whoever has a name and no address gets a way back through the member who knows them', async () => {
  const { case: id, secret = '' } = await opened({ name: 'Rey Reef' })
  const reporter = await reporterOfLink(here.world, secret)
  expect(reporter).toMatchObject({ case: id })
  const { state } = await here.world.records.read('case', id)
  expect(reporter?.person).toBe(state?.reporter)
})

test('whom a mail reaches, or nobody, gets none', async () => {
  expect(await opened({ name: 'Rey Reef', email: 'rey@example.org' })).not.toHaveProperty('secret')
  expect(await opened({ email: 'rey@example.org' })).not.toHaveProperty('secret')
  expect(await opened({})).not.toHaveProperty('secret')
  // The link goes to the member alone.
  await deliverDue(here.world)
  const { secret = '-' } = await opened({ name: 'Rey Reef' })
  await deliverDue(here.world)
  expect(JSON.stringify(here.sent)).not.toContain(secret)
})
