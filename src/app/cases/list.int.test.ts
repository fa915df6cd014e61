import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { accepted, does, invited, reported, teamed } from '../../../tests/kit/voyage.ts'
import { wind } from '../../../tests/kit/wind.ts'
import { listCases, today, viewCase, type CaseList } from '../index.ts'

let here: TestWorld
let ada: PersonId
beforeEach(async () => {
  here = await testWorld()
  ada = here.members[0] ?? 'p-'
})
afterEach(() => here.close())

describe('a list', () => {
  test('shows the last changed first, in pages without gaps or repeats', async () => {
    const ids: CaseId[] = []
    for (let index = 0; index < 7; index += 1) ids.push((await reported(here)).id)
    await does(here, ada, ids[0]!, 'post', { room: 'team', text: 'first again' })
    const seen = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listCases>> = await listCases(here.world, ada, {
        limit: 3,
        ...(after === null ? {} : { after }),
      })
      seen.push(...page.cases.map((one) => one.case))
      after = page.next
    } while (after !== null)
    expect(seen[0]).toBe(ids[0])
    expect([...seen].sort()).toEqual([...ids].sort())
  })

  test.each(['nonsense', '~', '2026-01-01~c-', "2026-01-01T00:00:00Z~c-000000000000' or 1=1"])(
    'begins at the start for a place that is none: %s',
    async (after) => {
      const { id } = await reported(here)
      expect((await listCases(here.world, ada, { after })).cases.map((one) => one.case)).toEqual([id])
    },
  )

  test('leaves out a case that was erased', async () => {
    const [gone, stays] = [await reported(here), await reported(here)]
    await here.world.vault.destroyKey(gone.id)
    expect((await listCases(here.world, ada)).cases.map((one) => one.case)).toEqual([stays.id])
    expect((await today(here.world, ada)).looked).toBe(1)
    expect(await viewCase(here.world, ada, gone.id)).toMatchObject({ code: 'no_such_case' })
  })

  test('survives a damaged row: the case itself still knows', async () => {
    const { id } = await reported(here, { title: 'still here' })
    const db = new DatabaseSync(join(here.data, 'tocsin.db'))
    db.prepare('update cases set summary = ? where case_id = ?').run(new Uint8Array(60), id)
    db.close()
    expect((await listCases(here.world, ada)).cases).toMatchObject([{ case: id, summary: { title: 'still here' } }])
  })
})

describe('a list by what is due', () => {
  async function paged(person: PersonId, limit: number): Promise<readonly CaseId[]> {
    const seen: CaseId[] = []
    for (let after: string | null = ''; after !== null;) {
      const page: CaseList = await listCases(here.world, person, { by: 'due', limit, after })
      expect(page.cases.length).toBeLessThanOrEqual(limit)
      seen.push(...page.cases.map((one) => one.case))
      expect(seen.length, 'pages without an end').toBeLessThan(9)
      after = page.next
    }
    return seen
  }

  test('begins with the next deadline whatever changed last, in pages without gaps or repeats', async () => {
    const ids: CaseId[] = []
    for (let index = 0; index < 5; index += 1) {
      ids.push((await reported(here)).id)
      await wind(here, 'PT1H')
    }
    await does(here, ada, ids[4]!, 'post', { room: 'team', text: 'changed last' })
    expect(await paged(ada, 2)).toEqual(ids)
    expect((await listCases(here.world, ada)).cases[0]?.case).toBe(ids[4])
  })

  test('a place of the other order begins at the start', async () => {
    const first = await reported(here)
    await wind(here, 'PT1H')
    await reported(here)
    const { next } = await listCases(here.world, ada, { limit: 1 })
    const [one] = (await listCases(here.world, ada, { by: 'due', limit: 1, after: next ?? '' })).cases
    expect(one?.case).toBe(first.id)
  })

  test('tells whoever is only invited nothing of when something is due', async () => {
    const [hidden, read] = [await reported(here), await wind(here, 'PT1H').then(() => reported(here))]
    const max = await teamed(here, read.id)
    await accepted(here, hidden.id)
    await invited(here, hidden.id)
    expect(await paged(ada, 1)).toEqual([hidden.id, read.id])
    expect(await paged(max, 1)).toEqual([read.id, hidden.id])
    const all = await here.world.store.cases({ person: max, open: true, limit: 9 })
    const due = all.find((row) => row.case === hidden.id)?.nextDue
    expect(due).not.toBeNull()
    const pages = [await listCases(here.world, max, { by: 'due', limit: 1 }), await listCases(here.world, max)]
    expect(JSON.stringify(pages)).not.toContain(due)
  })
})

describe('what is due today', () => {
  test('is mine first by duty, with every step’s case', async () => {
    const { id } = await reported(here)
    await does(here, ada, id, 'assignDuty', { duty: 'triage', to: ada })
    const day = await today(here.world, ada)
    expect(day).toMatchObject({ looked: 1, open: 1, invitations: [] })
    expect(day.mine.map(({ step }) => step.id)).toContain('replicate')
    const other = await today(here.world, here.members[1]!)
    expect(other.mine.map(({ step }) => step.id)).not.toContain('replicate')
    expect(other.others.map(({ step }) => step.id)).toContain('replicate')
  })

  test('puts the earliest deadline first', async () => {
    const late = await reported(here)
    await wind(here, 'P3D')
    const fresh = await reported(here)
    await does(here, ada, fresh.id, 'post', { room: 'team', text: 'newest' })
    const { mine } = await today(here.world, ada)
    const due = mine.flatMap(({ step }) => step.due ?? [])
    expect(due).toEqual([...due].sort())
    expect(mine[0]?.case).toBe(late.id)
  })

  test('finds what is due first among many, though all of them changed since', async () => {
    const due = await reported(here)
    await wind(here, 'PT1H')
    await Promise.all(Array.from({ length: 205 }, () => reported(here)))
    const { mine, looked, open } = await today(here.world, ada)
    expect({ looked, open }).toEqual({ looked: 60, open: 206 })
    expect(mine.find(({ step }) => step.due !== null)?.case).toBe(due.id)
  })
})

describe('reading a case is recorded', () => {
  test('once a person and quarter of an hour; lists and the day’s page are no reading', async () => {
    const { id } = await reported(here)
    await listCases(here.world, ada)
    await today(here.world, ada)
    expect(await here.world.store.reads(id)).toEqual([])
    await viewCase(here.world, ada, id)
    await viewCase(here.world, ada, id)
    await viewCase(here.world, here.members[1]!, id)
    expect((await here.world.store.reads(id)).map(({ person }) => person).sort()).toEqual(
      here.members.slice(0, 2).toSorted(),
    )
    await wind(here, 'PT15M')
    await viewCase(here.world, ada, id)
    expect(await here.world.store.reads(id)).toHaveLength(3)
  })

  test('in the world where it was read', async () => {
    const there = await testWorld()
    const { id } = await reported(here)
    await viewCase(here.world, ada, id)
    expect(await there.world.store.reads(id)).toEqual([])
    await there.close()
  })

  test('somebody without access reads nothing', async () => {
    const { id } = await reported(here)
    await viewCase(here.world, 'p-stranger00000', id)
    expect(await here.world.store.reads(id)).toEqual([])
  })
})

test('the page names everyone whom it speaks of', async () => {
  const { id, reporter } = await reported(here)
  const max = await teamed(here, id)
  await does(here, max, id, 'noteFix', { kind: 'mitigation', evidence: 'turn it off' })
  await does(here, ada, id, 'planMessage', {
    audience: 'users',
    channel: 'list',
    message: 'upgrade',
    when: '2027-01-12T16:00:00Z',
    by: here.members[2],
  })
  const view = await viewCase(here.world, ada, id)
  const people = 'people' in view ? [...view.people.keys()] : []
  expect(people).toEqual(expect.arrayContaining([...here.members, reporter, max]))
})
