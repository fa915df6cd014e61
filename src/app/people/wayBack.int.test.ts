import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { report } from '../cases/index.ts'
import { reportedWith, reporterOfLink, unfindable } from './index.ts'

let here: TestWorld
beforeAll(async () => {
  here = await testWorld()
})
afterAll(() => here.close())

const address = 'rey@example.org'

async function reported(email = address) {
  const answer = await report(here.world, { title: 'A flaw', impact: 'It stops.', email }, 'form')
  if (!('secret' in answer)) throw new Error('no report')
  const found = await reporterOfLink(here.world, answer.secret)
  if (found === undefined) throw new Error('no way back')
  return found
}

test('reports are found by their address, the newest first, also when many come at once; and by no other', async () => {
  const early = await reported()
  const [one, two, three] = await Promise.all([reported(), reported('REY@example.org'), reported()])
  const found = await reportedWith(here.world, address)
  expect(found).toHaveLength(4)
  expect(found).toEqual(expect.arrayContaining([early, one, two, three]))
  expect(found.at(-1)).toEqual(early)
  expect(await reportedWith(here.world, 'ray@example.org')).toEqual([])
  expect(await reportedWith(here.world, '')).toEqual([])
})

test('a lookup that somebody changed sends nobody a link: the person’s own record has the last word', async () => {
  const mine = await reported('mine@example.org')
  const theirs = await reported('theirs@example.org')
  const key = here.world.vault.blind('reports', 'mine@example.org')
  const value = (await here.world.store.lookup('reports', key)) ?? ''
  const name = { kind: 'reports', key }
  await here.world.store.commit({
    freed: [{ ...name, value }],
    lookups: [{ ...name, value: `${theirs.person} x ${value}` }],
  })
  expect(await reportedWith(here.world, 'mine@example.org')).toEqual([mine])
})

test('whoever is forgotten is found no more, and the others are', async () => {
  const [gone, kept] = [await reported('two@example.org'), await reported('two@example.org')]
  const committed = await here.world.store.commit(await unfindable(here.world, gone.person, 'two@example.org'))
  expect(committed.ok).toBe(true)
  expect(await reportedWith(here.world, 'two@example.org')).toEqual([kept])
  await here.world.store.commit(await unfindable(here.world, kept.person, 'two@example.org'))
  const key = here.world.vault.blind('reports', 'two@example.org')
  expect(await here.world.store.lookup('reports', key)).toBeUndefined()
})
