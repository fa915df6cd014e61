import { afterEach, beforeEach, expect, test } from 'vitest'
import { does, reported, teamed } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { dayNews } from './dayNews.ts'
import { sinceLastVisit } from './visits.ts'
import { viewCase, type CaseView } from './view.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada = 'p-', ben = 'p-'] = here.members
})
afterEach(() => here.close())

async function view(person: PersonId, id: CaseId): Promise<CaseView> {
  const seen = await viewCase(here.world, person, id)
  if (!('case' in seen)) throw new Error(seen.code)
  return seen
}

/** Somebody opens the case. */
async function opens(person: PersonId, id: CaseId) {
  const since = await sinceLastVisit(here.world, person, await view(person, id))
  return since && { happened: since.happened.map(({ event }) => event.type), messages: since.messages }
}

/** Somebody opens the page of the day. */
async function day(person: PersonId) {
  const news = await dayNews(here.world, person)
  return news?.cases.map((one) => [one.case, one.happened.map(({ event }) => event.type), one.messages]) ?? null
}

const wrote = { room: 'team', text: 'Look at this.' }
const replicated = { replicated: 'yes', how: 'ran the steps' }

test('who comes back to a case finds what others did meanwhile, as long as this visit lasts', async () => {
  const { id } = await reported(here)
  expect(await opens(ben, id)).toBeNull()
  await does(here, ada, id, 'assessReplication', replicated)
  // The same visit goes on.
  expect(await opens(ben, id)).toBeNull()
  await wind(here, 'PT2H')
  await does(here, ada, id, 'assessOrigin', { origin: 'ours' })
  await does(here, ada, id, 'post', wrote)
  await does(here, ben, id, 'assignDuty', { duty: 'infra', to: ben })
  const found = { happened: ['OriginAssessed'], messages: 1 }
  expect(await opens(ben, id)).toEqual(found)
  expect(await opens(ben, id)).toEqual(found)
  await does(here, ada, id, 'acceptReport', {})
  const more = (await opens(ben, id))?.happened ?? []
  expect([more[0], more.at(-1)]).toEqual(['ReportAccepted', 'OriginAssessed'])
  await wind(here, 'PT2H')
  expect(await opens(ben, id)).toEqual({ happened: [], messages: 0 })
  // Nobody’s visit is another’s.
  expect(await opens(ada, id)).toBeNull()
})

test('it changes no version of the case', async () => {
  const { id } = await reported(here)
  const { version } = (await view(ben, id)).case
  await opens(ben, id)
  await wind(here, 'PT2H')
  await opens(ben, id)
  await day(ben)
  expect((await view(ben, id)).case.version).toBe(version)
})

test('the page of the day tells of all cases at once, until the case itself was opened', async () => {
  const { id: one } = await reported(here)
  const { id: other } = await reported(here, { email: 'r2@example.org' })
  // What happens in the minute of a look is told again rather than never.
  await wind(here, 'PT2M')
  expect(await day(ben)).toBeNull()
  await wind(here, 'PT2H')
  await does(here, ada, one, 'assessReplication', replicated)
  await does(here, ada, other, 'post', wrote)
  const { id: third } = await reported(here, { email: 'r3@example.org' })
  const all = await day(ben)
  expect(all?.map(([id]) => id).toSorted()).toEqual([one, other, third].toSorted())
  expect(all).toEqual(
    expect.arrayContaining([
      [one, ['ReplicationAssessed'], 0],
      [other, [], 1],
    ]),
  )
  expect(all?.find(([id]) => id === third)?.[1]).toContain('CaseOpened')
  await opens(ben, one)
  expect((await day(ben))?.map(([id]) => id).toSorted()).toEqual([other, third].toSorted())
  await wind(here, 'PT2M')
  await day(ben)
  await wind(here, 'PT2H')
  expect(await day(ben)).toEqual([])
})

test('what is told on it is read, and on record as that', async () => {
  const { id } = await reported(here)
  await day(ben)
  await wind(here, 'PT2H')
  await does(here, ada, id, 'assessReplication', replicated)
  expect(await here.world.store.reads(id)).toEqual([])
  await day(ben)
  expect(await here.world.store.reads(id)).toMatchObject([{ person: ben }])
})

test('an engineer is told of their case alone, in the words that they may read, and of nothing once they are out', async () => {
  const { id } = await reported(here)
  const max = await teamed(here, id)
  const { id: other } = await reported(here, { email: 'r2@example.org' })
  expect(await day(max)).toBeNull()
  await opens(max, id)
  await wind(here, 'PT2H')
  await does(here, ada, id, 'decideSeverity', { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' })
  await does(here, ada, other, 'assessReplication', replicated)
  expect(await day(max)).toEqual([[id, expect.arrayContaining(['SeverityDecided']) as string[], 0]])
  await does(here, ada, id, 'revokeAccess', { person: max, reason: 'left' })
  expect(await day(max)).toEqual([])
})
