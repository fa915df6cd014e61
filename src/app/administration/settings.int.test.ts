import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isRefused, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { does, reported } from '../../../tests/kit/voyage.ts'
import {
  addProject,
  configureMail,
  isBadInput,
  listCases,
  loadCommunity,
  openRecords,
  passTime,
  rebuildAudiences,
  seatMember,
  unseatMember,
} from '../index.ts'
import type { Store } from '../ports/index.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
let cleo: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben, cleo] = here.members as [PersonId, PersonId, PersonId]
})
afterEach(() => here.close())

const dora = { name: 'Dora Deck', email: 'dora@example.org', affiliation: '', openpgp: '' }

describe('settings', () => {
  test('are an administrator’s to change', async () => {
    for (const answer of [
      await addProject(here.world, ben, { name: 'fulcio' }),
      await configureMail(here.world, ben, { from: 'x@example.org', host: '' }),
      await seatMember(here.world, ben, dora),
      await unseatMember(here.world, ben, { person: cleo, reason: 'because' }),
    ]) {
      expect(answer).toMatchObject({ code: 'not_allowed' })
    }
    expect((await loadCommunity(here.world))?.seats).toHaveLength(3)
  })

  test('changed by several at once all land', async () => {
    const names = Array.from({ length: 6 }, (_, nth) => `project-${nth}`)
    const answers = await Promise.all(names.map((name) => addProject(here.world, ada, { name })))
    expect(answers).toEqual(names.map(() => ({ done: true })))
    const projects = (await loadCommunity(here.world))?.projects.map(({ name }) => name)
    expect(projects).toEqual(expect.arrayContaining(names))
  })

  test('let no mail out in the clear to another machine', async () => {
    const wrong = { from: 'x@example.org', host: 'mail.example.org', security: 'none' }
    expect(isBadInput(await configureMail(here.world, ada, wrong))).toBe(true)
    expect((await loadCommunity(here.world))?.mail?.host).toBe('127.0.0.1')
  })

  test('keep at least one seat, and nobody sits twice', async () => {
    await unseatMember(here.world, ada, { person: ben, reason: 'left' })
    await unseatMember(here.world, ada, { person: cleo, reason: 'left' })
    const last = await unseatMember(here.world, ada, { person: ada, reason: 'left' })
    expect(isRefused(last) && last.code).toBe('last_member')
    expect(await seatMember(here.world, ada, { ...dora, email: 'ada@example.org' })).toMatchObject({
      code: 'seated_already',
    })
  })
})

describe('lists follow the seats', () => {
  test('at once for whoever leaves, in the change of seats itself', async () => {
    const { id } = await reported(here)
    const { community, vault, machine, store } = here.world
    expect(await store.caseRow(ben, id)).toBeDefined()
    let committed = 0
    const ending: Store = {
      ...store,
      // The change of seats is the first commit that appends; then the product ends, and nothing is missing.
      commit: (batch) => {
        if (committed > 0) return Promise.reject(new Error('the product ended'))
        committed += (batch.appends ?? []).length
        return store.commit(batch)
      },
    }
    const dying = { ...here.world, store: ending, records: openRecords(community, ending, vault, machine) }
    expect(await unseatMember(dying, ada, { person: ben, reason: 'left' })).toEqual({ done: true })
    expect(await store.caseRow(ben, id)).toBeUndefined()
    expect((await listCases(here.world, ben)).cases).toEqual([])
    await passTime(here.world)
    expect((await listCases(here.world, ben)).cases).toEqual([])
    expect(await store.setting('stale_audiences')).toBeUndefined()
  })

  test('while many act on the cases, without taking anything back', async () => {
    const cases: CaseId[] = []
    for (let nth = 0; nth < 12; nth += 1) cases.push((await reported(here)).id)
    const acting = cases.flatMap((id) =>
      ['one', 'two', 'three'].map((text) => does(here, ada, id, 'post', { room: 'team', text })),
    )
    await Promise.all([...acting, seatMember(here.world, ada, dora), rebuildAudiences(here.world)])
    const seat = (await loadCommunity(here.world))?.seats.at(-1)?.person ?? 'p-'
    expect((await listCases(here.world, seat)).cases.map((one) => one.case).sort()).toEqual(cases.toSorted())
    for (const id of cases) {
      const { version } = await here.world.records.read('case', id)
      expect(await here.world.store.caseRow(seat, id)).toMatchObject({ version })
    }
  })
})
