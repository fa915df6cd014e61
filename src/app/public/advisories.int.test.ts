import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { whole } from '../../../tests/kit/case.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { accepted, announced, does, prepared, reported } from '../../../tests/kit/voyage.ts'
import { wind } from '../../../tests/kit/wind.ts'
import { act, deliverDue, inviteEngineer, osvOf, personByEmail, publicAdvisories, publicAdvisory } from '../index.ts'

let here: TestWorld
let ben: PersonId
let id: CaseId
beforeEach(async () => {
  here = await testWorld()
  ben = here.members[1] ?? 'p-'
  id = (await reported(here)).id
  await prepared(here, id)
})
afterEach(() => here.close())

const credits = [
  { name: 'Rey Reef', type: 'REPORTER', consent: true },
  { name: 'Quiet Quay', type: 'ANALYST', consent: false },
]

test('nothing is public before its announcement is released, under any id', async () => {
  await does(here, ben, id, 'draftAnnouncement')
  expect(await publicAdvisories(here.world)).toEqual([])
  const year = here.world.machine.now().toString().slice(0, 4)
  for (const guess of ['CVE-2026-12345', `TOCSIN-${year}-${id.slice(2).toUpperCase()}`, id]) {
    expect(await publicAdvisory(here.world, guess)).toBeUndefined()
  }
})

test('a row that somebody put into the database publishes nothing that was not released', async () => {
  await does(here, ben, id, 'draftAnnouncement')
  const at = '2026-03-10T16:00:00Z'
  const row = { community: here.world.community, id: 'CVE-2026-12345', case: id, published: at, modified: at }
  expect(await here.world.store.commit({ published: [row] })).toEqual({ ok: true })
  expect(await here.world.store.publishedById(row.id)).toMatchObject({ case: id })
  expect([await publicAdvisory(here.world, row.id), await publicAdvisories(here.world)]).toEqual([undefined, []])
})

test('what was released is public, with those credits that people agreed to, and nothing else of the case', async () => {
  await does(here, ben, id, 'reviseAdvisory', { basedOn: 1, document: { ...whole, credits } })
  await announced(here, id)
  const [advisory, ...more] = await publicAdvisories(here.world)
  expect(more).toEqual([])
  expect(advisory).toMatchObject({ id: 'CVE-2026-12345', release: { version: 'v1.2.4' }, severity: { class: 'high' } })
  expect(advisory?.document.credits.map(({ name }) => name)).toEqual(['Rey Reef'])
  expect(JSON.stringify(advisory)).not.toMatch(/Quiet|forged artefacts|private|rey@/)
  expect(osvOf(advisory!)).toMatchObject({ id: 'CVE-2026-12345', severity: [{ type: 'CVSS_V3' }] })
})

test('a reporter who chooses to be named is, and not any more once they choose otherwise; both are changes', async () => {
  const { state } = await here.world.records.read('case', id)
  const chooses = (fields: object) => does(here, state?.reporter ?? undefined, id, 'chooseCredit', fields)
  await announced(here, id)
  const [before] = await publicAdvisories(here.world)
  expect(before?.document.credits).toEqual([])
  await wind(here, 'PT1H')
  await chooses({ named: true, as: 'R. Reef' })
  const [named] = await publicAdvisories(here.world)
  expect(named?.document.credits).toEqual([{ name: 'R. Reef', type: 'REPORTER', consent: true }])
  expect([named?.revision, (named?.modified ?? '') > (before?.modified ?? '')]).toEqual([2, true])
  expect(osvOf(named!).credits).toMatchObject([{ name: 'R. Reef' }])
  await wind(here, 'PT1H')
  await chooses({ named: false })
  const [unnamed] = await publicAdvisories(here.world)
  expect([unnamed?.document.credits, unnamed?.revision]).toEqual([[], 3])
})

test('a revision changes when it was modified, never when it was published', async () => {
  await announced(here, id)
  const [first] = await publicAdvisories(here.world)
  await wind(here, 'PT1H')
  await deliverDue(here.world)
  await wind(here, 'P1D')
  await does(here, ben, id, 'reviseAdvisory', { basedOn: 1, document: { ...whole, mitigations: 'Turn it off.' } })
  const [revised] = await publicAdvisories(here.world)
  expect(revised?.published).toBe(first?.published)
  expect(Temporal.Instant.compare(revised!.modified, first!.modified)).toBe(1)
  expect(revised?.document.mitigations).toBe('Turn it off.')
})

test('an id that changes after publication moves the advisory; the old one leads to it', async () => {
  await announced(here, id)
  const [first] = await publicAdvisories(here.world)
  await does(here, ben, id, 'recordCve', { id: 'CVE-2026-99999', evidence: 'the first was rejected' })
  const all = await publicAdvisories(here.world)
  expect(all.map((one) => one.id)).toEqual(['CVE-2026-99999'])
  expect(all[0]?.published).toBe(first?.published)
  expect(await publicAdvisory(here.world, 'CVE-2026-12345')).toMatchObject({ id: 'CVE-2026-99999' })
})

test('an erased case’s advisory is gone, and others stay', async () => {
  await announced(here, id)
  const other = (await reported(here)).id
  await prepared(here, other, { cve: 'CVE-2026-77777' })
  await announced(here, other)
  await here.world.vault.destroyKey(id)
  expect((await publicAdvisories(here.world)).map((one) => one.id)).toEqual(['CVE-2026-77777'])
  expect(await publicAdvisory(here.world, 'CVE-2026-12345')).toBeUndefined()
})

test('an id leads to one advisory: what another case has published cannot be recorded again', async () => {
  await announced(here, id)
  const [before] = await publicAdvisories(here.world)
  const other = (await reported(here)).id
  await accepted(here, other)
  const fields = { id: 'CVE-2026-12345', evidence: 'typed from another mail' }
  const answer = await act(here.world, ben, { case: other, act: 'recordCve', fields })
  expect(answer).toMatchObject({ refused: true, code: 'id_taken', clause: 'V2' })
  expect(await publicAdvisories(here.world)).toEqual([before])
})

test('two cases that recorded one id before either was public: the second is not announced under it', async () => {
  const other = (await reported(here)).id
  await prepared(here, other)
  await announced(here, id)
  await does(here, ben, other, 'draftAnnouncement')
  const fields = { despite: 'it is urgent' }
  const answer = await act(here.world, ben, { case: other, act: 'sendAnnouncement', fields })
  expect(answer).toMatchObject({ refused: true, code: 'id_taken' })
})

test('an invitation that is refused leaves nobody behind', async () => {
  const fresh = (await reported(here)).id
  const wrong = { name: 'Wrong Name', email: 'hal@example.org', affiliation: '', why: 'maintains it' }
  expect(await inviteEngineer(here.world, ben, fresh, wrong)).toMatchObject({ refused: true, code: 'not_accepted' })
  expect(await personByEmail(here.world, 'hal@example.org')).toBeUndefined()
})
