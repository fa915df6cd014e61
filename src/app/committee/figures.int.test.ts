import { afterEach, beforeEach, expect, test } from 'vitest'
import { evidence, does, invited, prepared, reported } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { viewCommittee } from '../index.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben] = here.members as [PersonId, PersonId]
})
afterEach(() => here.close())

/** As far as a release whose binaries were checked; answers the engineer. */
async function released(id: CaseId, email: string, cve: string): Promise<PersonId> {
  await prepared(here, id, { cve })
  const engineer = await invited(here, id, email)
  await does(here, engineer, id, 'acceptInvitation', { terms: true })
  const commit = '0123456789abcdef0123456789abcdef01234567'
  const merged = { repository: 'https://git.example.org/anchor', commit, evidence, despite: 'users are at risk' }
  await does(here, ada, id, 'recordMerge', merged)
  await does(here, ben, id, 'listArtefact', { name: 'anchor', url: 'https://files.example.org/anchor' })
  for (const check of ['listed', 'signature', 'fetched', 'ran']) {
    await does(here, ben, id, 'checkArtefact', { artefact: 1, check, passed: true, evidence })
  }
  return engineer
}

async function secondsUntilFix(id: CaseId): Promise<number> {
  const c = (await here.world.records.read('case', id)).state
  if (c === null || c.fixReleased === null) throw new Error(`${id} has no fixed release`)
  return Temporal.Instant.from(c.disclosed).until(Temporal.Instant.from(c.fixReleased)).total('seconds')
}

test('the two figures, as medians over cases with a fixed release; for members alone', async () => {
  const seen = async (person: PersonId) => (await viewCommittee(here.world, person)).figures
  const [first, second, third] = [await reported(here), await reported(here), await reported(here)]
  expect(await seen(ada)).toEqual([])
  const engineer = await released(first.id, 'max@example.org', 'CVE-2026-12345')
  await wind(here, 'PT48H')
  await released(second.id, 'zed@example.org', 'CVE-2026-12346')
  const [figures, ...more] = await seen(ben)
  const middle = ((await secondsUntilFix(first.id)) + (await secondsUntilFix(second.id))) / 2
  expect(figures).toMatchObject({ policy: null, cases: 2 })
  expect(Math.abs((figures?.toFixedRelease ?? 0) - middle)).toBeLessThanOrEqual(1)
  // One version of the policy: what it did is what the committee did.
  expect(more).toEqual([])
  expect(await seen(engineer)).toEqual([])
  expect((await here.world.records.read('case', third.id)).state?.fixReleased).toBeNull()
})
