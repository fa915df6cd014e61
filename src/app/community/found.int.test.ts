import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isRefused } from '../../core/kernel/index.ts'
import { people, sigstorePolicy, testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { firstAdministrator, foundCommunity, isBadInput, loadCommunity, personByEmail } from '../index.ts'

let here: TestWorld
beforeEach(async () => {
  here = await testWorld({ found: false })
})
afterEach(() => here.close())

const foundation = (more: object = {}) => ({
  name: 'Anchorage',
  address: 'http://127.0.0.1:8080',
  from: 'security@example.org',
  policy: sigstorePolicy,
  members: people,
  ...more,
})

/** How much is written down of a set-up: people and the community. */
async function written(): Promise<number> {
  return (await here.world.store.scan(0, 1000)).length
}

describe('setting up', () => {
  test('founds the community with its policy, seats and administrators', async () => {
    const founded = await foundCommunity(here.world, foundation(), null)
    const community = await loadCommunity(here.world)
    expect(founded).toMatchObject({ administrators: [community?.administrators[0]] })
    expect(community?.seats).toHaveLength(3)
    expect(community?.policyVersion).toBe('1')
  })

  test('twice is refused, and changes nothing', async () => {
    await foundCommunity(here.world, foundation(), null)
    const before = await written()
    const again = await foundCommunity(here.world, foundation({ name: 'Takeover' }), null)
    expect(again).toMatchObject({ code: 'set_up_already', clause: 'C1' })
    expect(await written()).toBe(before)
    expect((await loadCommunity(here.world))?.name).toBe('Anchorage')
  })

  test('by several at the same moment: one founds, the others are refused, everybody is known once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, nth) => foundCommunity(here.world, foundation({ name: `Number ${nth}` }), null)),
    )
    expect(answers.filter((one) => 'members' in one)).toHaveLength(1)
    expect(answers.filter(isRefused).map(({ code }) => code)).toEqual(Array(5).fill('set_up_already'))
    const winner = answers.find((one) => 'members' in one)
    const found = await Promise.all(people.map(({ email }) => personByEmail(here.world, email)))
    expect(winner).toMatchObject({ members: found })
    expect(await here.world.store.streams('person')).toHaveLength(3)
  })

  test.each([
    [
      'the same address twice',
      { members: [people[0], { ...people[1], email: 'ADA@example.org' }] },
      'members[1].email',
    ],
    ['no member', { members: [] }, 'members'],
    ['mail in the clear to another machine', { mail: { host: 'mail.example.org', security: 'none' } }, 'mail.security'],
    ['a policy with a mistake', { policy: `${sigstorePolicy}\nnonsense: true\n` }, 'policy (line'],
    ['a policy that is no YAML', { policy: '{' }, 'policy (line'],
    ['something nobody asked for', { nonsense: true }, ''],
  ])('with %s writes nothing and says where', async (_, wrong, field) => {
    const answer = await foundCommunity(here.world, foundation(wrong), null)
    expect(isBadInput(answer) && answer.problems.some((one) => one.field.startsWith(field))).toBe(true)
    expect(await written()).toBe(0)
    expect(await loadCommunity(here.world)).toBeNull()
  })
})

test('the first administrator is one person, however often asked', async () => {
  const first = await firstAdministrator(here.world)
  expect(await firstAdministrator(here.world)).toBe(first)
  const founded = await foundCommunity(here.world, foundation(), first)
  expect(founded).toMatchObject({ administrators: [first, expect.any(String)] })
  expect(await firstAdministrator(here.world)).toBe(first)
})
