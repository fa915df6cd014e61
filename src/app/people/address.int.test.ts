import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import {
  changeOwn,
  changePerson,
  confirmAddress,
  deliverDue,
  findOrRegister,
  isLiveLink,
  loadPerson,
  mintSecret,
  personByEmail,
  requestAddress,
  requestSignIn,
  signInSecret,
} from '../index.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben] = here.members as [PersonId, PersonId]
})
afterEach(() => here.close())

const fields = (email: string) => ({ name: 'Ada', email, affiliation: '', openpgp: '' })
const register = (email: string) => findOrRegister(here.world, fields(email), here.world.machine.now())

async function moves(person: PersonId, email: string): Promise<void> {
  await requestAddress(here.world, person, { email })
  await deliverDue(here.world)
  const link = /\/address\/([\w-]{43})/.exec(here.sent.at(-1)?.text ?? '')?.[1] ?? ''
  expect(await confirmAddress(here.world, link, person)).toEqual({ email })
}

describe('an address that somebody gave up', () => {
  test('leads to nobody, and then to whoever gets it', async () => {
    await moves(ada, 'ada@new.example.org')
    expect(await personByEmail(here.world, 'ada@example.org')).toBeUndefined()
    expect(await personByEmail(here.world, 'ada@new.example.org')).toBe(ada)
    const before = (await here.world.store.outbox({ limit: 100 })).length
    await requestSignIn(here.world, 'ada@example.org')
    expect(await here.world.store.outbox({ limit: 100 })).toHaveLength(before)
    const other = await register('Ada@example.org')
    expect(other).not.toBe(ada)
    expect(await personByEmail(here.world, 'ada@example.org')).toBe(other)
    expect(await changePerson(here.world, ada, ada, fields('ada@example.org'))).toMatchObject({ badInput: true })
  })

  test('can be taken back while it is nobody’s', async () => {
    await moves(ada, 'ada@new.example.org')
    await moves(ada, 'ada@example.org')
    expect(await personByEmail(here.world, 'ada@example.org')).toBe(ada)
    expect(await personByEmail(here.world, 'ada@new.example.org')).toBeUndefined()
  })

  test('no longer lets its mailbox in by the links that lie there', async () => {
    const invitation = { kind: 'invitation', subject: ada, scope: null, lasts: 'PT336H' } as const
    const left = [await signInSecret(here.world, ada), await mintSecret(here.world, invitation, now())]
    const others = await signInSecret(here.world, ben)
    const live = () => Promise.all([...left, others].map((one) => isLiveLink(here.world, one)))
    expect(await live()).toEqual([true, true, true])
    await moves(ada, 'ada@new.example.org')
    expect(await live()).toEqual([false, false, true])
  })

  test('is not kept from others by an installation that once never let go of addresses', async () => {
    const stream = await here.world.records.read('person', ada)
    const event = { type: 'PersonChanged', ...fields('ada@new.example.org') } as const
    await here.world.store.commit({ appends: [await here.world.records.append('person', stream, [event], ada, now())] })
    expect(await personByEmail(here.world, 'ada@example.org')).toBeUndefined()
    const other = await register('ada@example.org')
    expect(await personByEmail(here.world, 'ada@example.org')).toBe(other)
  })
})

test('of many who take one address at once, one has it', async () => {
  await moves(ada, 'ada@new.example.org')
  const answers = await Promise.all([
    ...[ada, ben].map((one) => changePerson(here.world, one, one, fields('ada@example.org'))),
    register('ada@example.org'),
  ])
  const owner = await personByEmail(here.world, 'ada@example.org')
  const people = [ada, ben, answers[2] as PersonId]
  const known = await Promise.all(people.map((one) => loadPerson(here.world, one)))
  const holding = people.filter((_, at) => known[at]?.email === 'ada@example.org')
  expect(new Set(holding)).toEqual(new Set([owner]))
})

test('somebody without an address changes their own name', async () => {
  const person = await register('')
  expect(await changeOwn(here.world, person, { name: 'Zed' })).toEqual({ done: true })
  expect(await loadPerson(here.world, person)).toMatchObject({ name: 'Zed', email: '' })
})

const now = () => here.world.machine.now()
