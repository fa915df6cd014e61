import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { announced, does, prepared, reported } from '../../../tests/kit/voyage.ts'
import { act, deliverDue, openReleases, publicAdvisories, viewCase } from '../index.ts'

let here: TestWorld
let ada: PersonId
let one: CaseId
let other: CaseId
beforeEach(async () => {
  here = await testWorld()
  ada = here.members[0] ?? 'p-'
  one = (await reported(here)).id
  other = (await reported(here)).id
  const release = await prepared(here, one, { cve: 'CVE-2026-11111' })
  await prepared(here, other, { cve: 'CVE-2026-22222', release })
})
afterEach(() => here.close())

const stateOf = async (id: CaseId) => (await here.world.records.read('case', id)).state!
const typesOf = async (id: CaseId) => (await here.world.records.read('case', id)).records.map(({ event }) => event.type)
const listMails = () => here.sent.filter(({ to }) => to.includes('announce@example.org'))

test('a shared act is done to all cases of the release, on one version of each', async () => {
  const done = await does(here, ada, one, 'draftAnnouncement')
  expect(done.case).toBe(one)
  for (const id of [one, other]) expect((await stateOf(id)).announcement).toMatchObject({ state: 'drafted', drafts: 1 })
  const { subject, body } = (await stateOf(other)).announcement!
  expect(`${subject}\n${body}`).toContain('CVE-2026-11111')
  expect(`${subject}\n${body}`).toContain('CVE-2026-22222')
})

test('all or none: what one case stands in the way of is done to neither', async () => {
  await does(here, ada, one, 'draftAnnouncement')
  await does(here, ada, other, 'leaveRelease', { reason: 'needs longer' })
  const release = (await stateOf(one)).release!
  const third = (await reported(here)).id
  const { id, project, version, newestVulnerable } = release
  await does(here, ada, third, 'joinRelease', { release: id, project, version, newestVulnerable })
  const before = [await typesOf(one), await typesOf(third)]
  const answer = await act(here.world, ada, { case: one, act: 'sendAnnouncement', fields: { despite: 'now' } })
  expect(answer).toMatchObject({ code: 'not_ready_to_announce' })
  expect([await typesOf(one), await typesOf(third)]).toEqual(before)
  expect(await here.world.store.outbox({ states: ['waiting'], limit: 99 })).not.toContainEqual(
    expect.objectContaining({ class: 'outward' }),
  )
})

test('the announcement is one mail that names both, and what came of it stands in both', async () => {
  await announced(here, one)
  await deliverDue(here.world)
  const [mail, ...more] = listMails()
  expect(more).toEqual([])
  expect(mail?.text).toContain('CVE-2026-11111')
  expect(mail?.text).toContain('CVE-2026-22222')
  for (const id of [one, other]) {
    expect((await stateOf(id)).announcement).toMatchObject({ state: 'delivered', messageId: mail?.messageId })
  }
  expect((await publicAdvisories(here.world)).map(({ id }) => id).sort()).toEqual(['CVE-2026-11111', 'CVE-2026-22222'])
})

test('a case that is closed no longer speaks with the others, and its page still shows them', async () => {
  await does(here, ada, other, 'deferCase', { reason: 'not now' })
  await does(here, ada, other, 'closeCase')
  await announced(here, one)
  await deliverDue(here.world)
  expect(listMails()[0]?.text).not.toContain('CVE-2026-22222')
  expect((await stateOf(other)).announcement).toBeNull()
  expect(await viewCase(here.world, ada, one)).toMatchObject({ mates: [other] })
  expect(await viewCase(here.world, ada, other)).toMatchObject({ mates: [one] })
})

test('a release whose announcement is on its way, or out, takes no further case', async () => {
  const { id, project, version, newestVulnerable } = (await stateOf(one)).release!
  const late = (await reported(here)).id
  const joins = () =>
    act(here.world, ada, {
      case: late,
      act: 'joinRelease',
      fields: { release: id, project, version, newestVulnerable },
    })
  await announced(here, one)
  expect(await joins()).toMatchObject({ code: 'announced_already', clause: 'R5' })
  await deliverDue(here.world)
  expect(await joins()).toMatchObject({ code: 'announced_already', clause: 'R5' })
  await does(here, ada, late, 'joinRelease', { project, version: 'v9.9.9', newestVulnerable })
  expect((await stateOf(late)).release?.id).not.toBe(id)
})

test('of a join and the announcement at the same moment, the join does not come second', async () => {
  const { id, project, version, newestVulnerable } = (await stateOf(one)).release!
  const late = (await reported(here)).id
  const fields = { release: id, project, version, newestVulnerable }
  await does(here, ada, one, 'draftAnnouncement')
  const [sent, joined] = await Promise.all([
    act(here.world, ada, { case: one, act: 'sendAnnouncement', fields: { despite: 'now' } }),
    act(here.world, ada, { case: late, act: 'joinRelease', fields }),
  ])
  // Joined first: the announcement waits for the newcomer. Announced first: nobody joins.
  const codes = [sent, joined].map((answer) => ('code' in answer ? answer.code : 'done'))
  expect([
    ['done', 'announced_already'],
    ['not_ready_to_announce', 'done'],
  ]).toContainEqual(codes)
})

test('a release is joined by an id that there is, as what it is', async () => {
  const { id, project, version, newestVulnerable } = (await stateOf(one)).release!
  const third = (await reported(here)).id
  const joins = (fields: object) =>
    act(here.world, ada, {
      case: third,
      act: 'joinRelease',
      fields: { release: id, project, version, newestVulnerable, ...fields },
    })
  expect(await joins({ release: 'r-000000000000' })).toMatchObject({ refused: true, code: 'no_such_release' })
  expect(await joins({ version: 'v9.9.9' })).toMatchObject({ refused: true, code: 'another_release' })
  expect((await stateOf(third)).release).toBeNull()
  expect(await openReleases(here.world, third)).toEqual([{ id, project, version, cases: [one, other] }])
  expect(await joins({})).toMatchObject({ case: third })
  expect(await openReleases(here.world, third)).toEqual([])
})

test('a release that was announced, or whose cases are closed, is not offered', async () => {
  const third = (await reported(here)).id
  await announced(here, one)
  expect(await openReleases(here.world, third)).toEqual([])
})

test('a release is one of a project that the community has; the nearest is named', async () => {
  const { id } = await reported(here)
  await does(here, ada, id, 'acceptReport', { note: 'yes' })
  const naming = (project: string) =>
    act(here.world, ada, {
      case: id,
      act: 'joinRelease',
      fields: { project, version: 'v1.2.4', newestVulnerable: 'v1.2.3' },
    })
  expect(await naming('cosing')).toMatchObject({
    code: 'no_such_project',
    clause: 'R5',
    instead: 'Did you mean cosign?',
  })
  expect(await naming('quite another')).toMatchObject({
    code: 'no_such_project',
    instead: expect.stringMatching(/^Name one of/),
  })
  expect(await naming('cosign')).not.toHaveProperty('refused')
})
