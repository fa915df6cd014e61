import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  addChannel,
  blockSender,
  chooseMails,
  eraseCase,
  openRecords,
  report,
  signIn,
  signInSecret,
  type World,
} from '../../src/app/index.ts'
import { rebuildAudiences, staleAudiences } from '../../src/app/cases/index.ts'
import type { Batch, Store } from '../../src/app/ports/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import { does, reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

let here: TestWorld
let ada: PersonId
/** Commits that lost. */
let lost: number
beforeEach(async () => {
  lost = 0
  here = await testWorld()
  ada = here.members[0]!
})
afterEach(() => here.close())

/** An installation on which somebody else is always first with what rests on a record. */
function outrun(rests: (batch: Batch) => boolean = ({ appends }) => (appends ?? []).length > 0): World {
  const { world } = here
  const store: Store = {
    ...world.store,
    async commit(batch) {
      const [first] = batch.appends ?? []
      if (first === undefined || !rests(batch)) return world.store.commit(batch)
      lost += 1
      return { ok: false, why: 'conflict', stream: first.stream, actual: first.expected + 1 }
    },
  }
  return { ...world, store, records: openRecords(world.community, store, world.vault, world.machine) }
}

const told = { title: 'Outrun', impact: 'x', name: 'Rey', email: 'rey@example.org' }

test.each([
  ['a report', () => report(outrun(), told, 'form')],
  ['a channel', () => addChannel(outrun(), ada, { kind: 'mail', to: 'ada@other.example', label: '', tells: 'urgent' })],
  ['how mail goes', () => chooseMails(outrun(), ada, { mails: 'links' })],
  [
    'a block',
    async () => {
      const { id } = await reported(here)
      return blockSender(outrun(), ada, id, { what: 'address', reason: 'adverts' })
    },
  ],
  [
    'an erasure',
    async () => {
      const { id } = await reported(here)
      await does(here, ada, id, 'rejectReport', { reason: 'spam' })
      await does(here, ada, id, 'closeCase', { resolution: 'invalid', note: '' })
      return eraseCase(outrun(), ada, id, { reason: 'It was spam.', confirm: id })
    },
  ],
])('%s that others are always ahead of is refused in the end, and can be sent again', async (_, attempt) => {
  expect(await attempt()).toMatchObject({ code: 'conflict' })
  expect(lost).toBeGreaterThan(10)
})

test('a link that could not be used now is not used up', async () => {
  const secret = await signInSecret(here.world, ada)
  await expect(signIn(outrun(), secret)).rejects.toMatchObject({ code: 'busy' })
  expect(await signIn(here.world, secret)).toMatchObject({ person: ada })
})

test('lists that cannot follow the seats now follow later', async () => {
  const { id } = await reported(here)
  await here.world.store.commit({ settings: [{ name: staleAudiences, value: 'yes' }] })
  await rebuildAudiences(outrun(({ appends }) => appends?.some(({ stream }) => stream === id) === true))
  expect(await here.world.store.setting(staleAudiences)).toBe('yes')
  await rebuildAudiences(here.world)
  expect(await here.world.store.setting(staleAudiences)).toBeUndefined()
})
