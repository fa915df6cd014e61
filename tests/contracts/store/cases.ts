import { describe, expect, test } from 'vitest'
import type { CaseRow, Store } from '../../../src/app/ports/index.ts'
import type { CaseId, PersonId } from '../../../src/core/kernel/index.ts'
import { append, commit, event, instant, keepCase, newCase, newId, newPerson, newestFirst } from './material.ts'

export function keepsCases(store: () => Store): void {
  describe('cases', () => {
    test('a row comes back to its audience and to no one else', async () => {
      const [ann, ben] = [newPerson(), newPerson()]
      const row = await keepCase(store(), { audience: [ann, ann] })
      expect(await store().caseRow(ann, row.case)).toEqual(row)
      expect(await store().caseRow(ben, row.case)).toBeUndefined()
      expect(await store().cases({ person: ben, open: 'all', limit: 10 })).toEqual([])
      expect(await store().countCases(ben)).toEqual({ open: 0, closed: 0 })
    })

    test('an audience is replaced when given and kept when left out', async () => {
      const [ann, ben] = [newPerson(), newPerson()]
      const row = await keepCase(store(), { audience: [ann] })
      const moved = { ...row, phase: 'fix', version: 2, nextDue: null, updated: instant(90) }
      await commit(store(), { cases: [moved] })
      expect(await store().caseRow(ann, row.case)).toEqual(moved)
      expect(await store().cases({ person: ann, open: true, phase: 'fix', limit: 5 })).toEqual([moved])
      expect(await store().cases({ person: ann, open: true, phase: 'triage', limit: 5 })).toEqual([])
      await commit(store(), { cases: [{ ...moved, audience: [ben] }] })
      expect(await store().caseRow(ann, row.case)).toBeUndefined()
      expect(await store().cases({ person: ben, open: true, limit: 5 })).toEqual([moved])
      await commit(store(), { cases: [{ ...moved, audience: [] }] })
      expect(await store().caseRow(ben, row.case)).toBeUndefined()
    })

    test('somebody’s list is emptied but for some cases; what the same commit lists anew is there', async () => {
      const [ann, ben] = [newPerson(), newPerson()]
      const rows: CaseRow[] = []
      for (let n = 0; n < 4; n++) {
        rows.push(await keepCase(store(), { audience: [ann, ben], readers: [ann, ben], open: n !== 3 }))
      }
      const [first, second, third] = rows.map((row) => row.case) as [CaseId, CaseId, CaseId]
      const listed = async (person: PersonId) =>
        (await store().cases({ person, open: 'all', limit: 9 })).map((row) => row.case).toSorted()
      const again = { ...rows[2]!, audience: [ann, ben], readers: [ann] }
      await commit(store(), { unlisted: [{ person: ann, but: [second] }], cases: [again] })
      expect(await listed(ann)).toEqual([second, third].toSorted())
      expect(await listed(ben)).toHaveLength(4)
      const both = { unlisted: [ann, ben].map((person) => ({ person, but: [] })) }
      expect(await store().commit({ ...both, appends: [append(first, 0, [event(1)])] })).toMatchObject({ ok: false })
      expect(await listed(ben)).toHaveLength(4)
      await commit(store(), both)
      expect([await listed(ann), await listed(ben)]).toEqual([[], []])
    })

    test('lists are newest first and can be paged without gaps or repeats', async () => {
      const ann = newPerson()
      const rows: CaseRow[] = []
      for (let n = 0; n < 25; n++) {
        // Pairs share an instant, and fractions of a second have to sort as time, not as text.
        const updated = `2026-11-02T10:00:0${n % 5}${['', '.5', '.25', '.000000001'][n % 4]}Z`
        rows.push(await keepCase(store(), { audience: [ann], updated, open: n % 3 !== 0 }))
      }
      rows.sort(newestFirst)
      for (const open of [true, false, 'all'] as const) {
        const wanted = rows.filter((row) => open === 'all' || row.open === open)
        const seen: CaseRow[] = []
        for (let after: { updated: string; case: CaseId } | undefined; ;) {
          const page: readonly CaseRow[] = await store().cases({ person: ann, open, limit: 4, ...(after && { after }) })
          seen.push(...page)
          if (page.length < 4) break
          after = page.at(-1)!
        }
        expect(seen).toEqual(wanted)
      }
      expect(await store().countCases(ann)).toEqual({ open: 16, closed: 9 })
      expect([await store().countOpenCases(ann), await store().countOpenCases(newPerson())]).toEqual([16, 0])
    })

    test('lists by the next deadline begin with the earliest, those without one last', async () => {
      const ann = newPerson()
      const dues = ['2026-11-02T10:00:00.5Z', null, '2026-11-02T10:00:00Z', '2026-12-01T00:00:00Z', null]
      const rows: CaseRow[] = []
      for (const [nth, nextDue] of dues.entries()) {
        rows.push(await keepCase(store(), { audience: [ann], nextDue, updated: instant(nth) }))
      }
      const closed = await keepCase(store(), { audience: [ann], open: false, nextDue: '2026-11-01T00:00:00Z' })
      await keepCase(store(), { audience: [newPerson()], nextDue: '2026-11-01T00:00:00Z' })
      const [half, changedFirst, whole, december, changedLast] = rows
      const due = { person: ann, order: 'due' } as const
      const wanted = [whole, half, december, changedLast, changedFirst]
      expect(await store().cases({ ...due, open: true, limit: 9 })).toEqual(wanted)
      expect(await store().cases({ ...due, open: true, limit: 2 })).toEqual(wanted.slice(0, 2))
      expect(await store().cases({ ...due, open: 'all', limit: 9 })).toEqual([closed, ...wanted])
      expect(await store().cases({ ...due, open: true, phase: 'nowhere', limit: 9 })).toEqual([])
    })

    test('lists by the next deadline can be paged without gaps or repeats', async () => {
      const ann = newPerson()
      const rows: CaseRow[] = []
      for (let n = 0; n < 24; n++) {
        // Many share a deadline, many have none, and fractions of a second have to sort as time, not as text.
        const nextDue = n % 4 === 3 ? null : `2026-11-02T10:00:0${n % 2}${['', '.5', '.25'][n % 3]}Z`
        const updated = instant(n % 5)
        rows.push(await keepCase(store(), { audience: [ann], nextDue, updated, phase: n % 2 === 0 ? 'fix' : 'triage' }))
      }
      await keepCase(store(), { audience: [ann], open: false, nextDue: '2026-11-01T00:00:00Z' })
      const time = (text: string | null) =>
        text === null ? Infinity : Number(Temporal.Instant.from(text).epochNanoseconds)
      rows.sort((a, b) => (a.nextDue === b.nextDue ? newestFirst(a, b) : time(a.nextDue) - time(b.nextDue)))
      for (const phase of [undefined, 'fix']) {
        const asked = { person: ann, open: true, order: 'due', limit: 3, ...(phase && { phase }) } as const
        const seen: CaseRow[] = []
        for (let after: CaseRow | undefined; ;) {
          const page: readonly CaseRow[] = await store().cases({ ...asked, ...(after && { after }) })
          seen.push(...page)
          if (page.length < asked.limit) break
          after = page.at(-1)
        }
        expect(seen).toEqual(rows.filter((row) => phase === undefined || row.phase === phase))
      }
    })

    test('whoever is only told of cases reads none', async () => {
      const [ann, ben] = [newPerson(), newPerson()]
      const row = await keepCase(store(), { audience: [ann, ben], readers: [ann] })
      expect([await store().readsAny(ann), await store().readsAny(ben)]).toEqual([true, false])
      await commit(store(), { cases: [{ ...row, audience: [ann, ben], readers: [ben] }] })
      expect([await store().readsAny(ann), await store().readsAny(ben)]).toEqual([false, true])
    })

    test('closing moves a case to the other list', async () => {
      const ann = newPerson()
      const row = await keepCase(store(), { audience: [ann] })
      await commit(store(), { cases: [{ ...row, open: false }] })
      expect(await store().cases({ person: ann, open: true, limit: 5 })).toEqual([])
      expect(await store().cases({ person: ann, open: false, limit: 5 })).toEqual([{ ...row, open: false }])
      expect(await store().countCases(ann)).toEqual({ open: 0, closed: 1 })
    })

    test('who is tied to a case is replaced with its audience, and kept when that is left out', async () => {
      const [ann, ben] = [newPerson(), newPerson()]
      const [first, second] = [await keepCase(store(), {}), await keepCase(store(), {})]
      expect(await store().casesTiedTo(ann)).toEqual([])
      await commit(store(), {
        cases: [
          { ...first, audience: [ben], tied: [ann, ann] },
          { ...second, audience: [], tied: [ann, ben] },
        ],
      })
      expect(await store().casesTiedTo(ann)).toEqual([first.case, second.case].toSorted())
      await commit(store(), { cases: [{ ...first, phase: 'fix' }], unlisted: [{ person: ann, but: [] }] })
      expect(await store().casesTiedTo(ann)).toHaveLength(2)
      await commit(store(), { cases: [{ ...second, audience: [ann], tied: [ben] }] })
      expect(await store().casesTiedTo(ann)).toEqual([first.case])
      expect(await store().casesTiedTo(ben)).toEqual([second.case])
      await commit(store(), { cases: [{ ...first, audience: [ben] }] })
      expect(await store().casesTiedTo(ann)).toEqual([])
    })

    test("all of a community's cases", async () => {
      const community = newId('k')
      const first = await keepCase(store(), { community })
      const second = await keepCase(store(), { community, opened: instant(5) })
      expect(await store().allCases(community)).toEqual([first.case, second.case])
    })
  })

  describe('alarms', () => {
    test('are due in order of time, move, and end', async () => {
      const [one, other] = [newCase(), newCase()]
      const before = await store().nextAlarm()
      expect(before).toBeUndefined()
      await commit(store(), {
        appends: [append(one, 0, [event(1)]), append(other, 0, [event(1)])],
        alarms: [
          { stream: one, at: '2026-11-02T10:00:00.5Z' },
          { stream: other, at: '2026-11-02T10:00:00Z' },
        ],
      })
      expect(await store().nextAlarm()).toBe('2026-11-02T10:00:00Z')
      const take = (now: string, until: string, limit = 9) => store().leaseAlarms(now, until, limit)
      expect(await take('2026-11-02T09:59:59.999Z', '2026-11-02T10:00:00Z')).toEqual([])
      expect(await take('2026-11-02T10:00:00Z', '2026-11-02T10:01:00Z')).toEqual([other])
      expect(await take('2026-11-02T10:00:01Z', '2026-11-02T10:01:01Z')).toEqual([one])
      expect(await take('2026-11-02T10:00:59Z', '2026-11-02T10:01:59Z')).toEqual([])
      expect(await take('2026-11-02T10:01:02Z', '2026-11-02T10:02:02Z', 1)).toEqual([other])
      expect(await take('2026-11-02T10:01:02Z', '2026-11-02T10:02:02Z', 1)).toEqual([one])
      // The clock went back: a lease that runs longer than any new one would holds nobody up.
      expect(await take('2026-11-02T10:00:02Z', '2026-11-02T10:01:02Z')).toEqual([other, one])
      // Set anew, it is nobody's.
      await commit(store(), { alarms: [{ stream: other, at: '2026-11-02T10:00:00Z' }] })
      expect(await take('2026-11-02T10:00:03Z', '2026-11-02T10:01:03Z')).toEqual([other])
      await commit(store(), { alarms: [{ stream: other, at: '2026-11-03T10:00:00Z' }] })
      expect(await store().nextAlarm()).toBe('2026-11-02T10:00:00.5Z')
      await commit(store(), {
        alarms: [
          { stream: one, at: null },
          { stream: other, at: null },
        ],
      })
      expect(await store().nextAlarm()).toBeUndefined()
    })
  })
}
