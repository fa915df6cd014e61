import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Append, Batch, CaseRow, OutboxEntry, SealedEvent, SecretRow, Store } from '../../src/app/ports/index.ts'
import type { CaseId, CommunityId, PersonId } from '../../src/core/kernel/index.ts'

/**
 * What every store must do, whatever engine is below. `open` gives an empty store; each test uses ids of its own, so
 * one store serves them all.
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the store's contract`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(async () => {
      await store.close()
    })

    const commit = async (batch: Batch) => expect(await store.commit(batch)).toEqual({ ok: true })

    describe('streams', () => {
      test('events come back as they were written, in order, after a version', async () => {
        const id = newCase()
        const events = [event(1), event(2), event(3)]
        await commit({ appends: [append(id, 0, events.slice(0, 2))] })
        await commit({ appends: [append(id, 2, events.slice(2))] })
        expect(await store.readStream(id)).toEqual(events)
        expect(await store.readStream(id, 1)).toEqual(events.slice(1))
        expect(await store.readStream(id, 3)).toEqual([])
        expect(await store.readStream(newCase())).toEqual([])
      })

      test('an append on another version is a conflict that names the true one', async () => {
        const id = newCase()
        await commit({ appends: [append(id, 0, [event(1), event(2)])] })
        const conflict = (actual: number) => ({ ok: false, why: 'conflict', stream: id, actual })
        expect(await store.commit({ appends: [append(id, 0, [event(1)])] })).toEqual(conflict(2))
        expect(await store.commit({ appends: [append(id, 1, [event(2)])] })).toEqual(conflict(2))
        expect(await store.commit({ appends: [append(id, 3, [event(4)])] })).toEqual(conflict(2))
        const unborn = newCase()
        expect(await store.commit({ appends: [append(unborn, 1, [event(2)])] })).toMatchObject({ actual: 0 })
        expect(await store.readStream(id)).toHaveLength(2)
      })

      test('of many who decided on the same version exactly one wins', async () => {
        const id = newCase()
        await commit({ appends: [append(id, 0, [event(1)])] })
        const all = await Promise.all(
          Array.from({ length: 20 }, () => store.commit({ appends: [append(id, 1, [event(2)])] })),
        )
        expect(all.filter(({ ok }) => ok)).toHaveLength(1)
        expect(all.filter(({ ok }) => !ok)).toEqual(
          Array(19).fill({ ok: false, why: 'conflict', stream: id, actual: 2 }),
        )
        expect(await store.readStream(id)).toHaveLength(2)
      })

      test('an append without events asks only whether the version still holds', async () => {
        const id = newCase()
        await commit({ appends: [append(id, 0, [])] })
        await commit({ appends: [append(id, 0, [event(1)]), append(id, 1, [])] })
        expect(await store.commit({ appends: [append(id, 0, [])] })).toMatchObject({ why: 'conflict', actual: 1 })
      })

      test('versions with a gap are a fault, and nothing of the batch is kept', async () => {
        const id = newCase()
        const batch = { appends: [append(id, 0, [event(1), event(3)])], settings: [{ name: id, value: 'x' }] }
        await expect(store.commit(batch)).rejects.toMatchObject({ name: 'StoreFailed', code: 'failed' })
        await expect(store.commit({ appends: [append(id, 0, [event(2)])] })).rejects.toMatchObject({ code: 'failed' })
        expect(await store.readStream(id)).toEqual([])
        expect(await store.setting(id)).toBeUndefined()
      })

      test('a stream does not change its community', async () => {
        const id = newCase()
        await commit({ appends: [append(id, 0, [event(1)])] })
        const moved = { ...append(id, 1, [event(2)]), community: newId('k') }
        await expect(store.commit({ appends: [moved] })).rejects.toMatchObject({ code: 'failed' })
      })

      test('streams of a kind, in the order of their first event, of one community or all', async () => {
        const [one, other] = [newId('k'), newId('k')]
        const [first, second, third] = [newId('r'), newId('r'), newId('r')]
        for (const [stream, community] of [[second, one] as const, [first, other] as const, [third, one] as const]) {
          await commit({ appends: [{ ...append(stream, 0, [event(1)]), kind: 'release', community }] })
        }
        await commit({ appends: [{ ...append(second, 1, [event(2)]), kind: 'release', community: one }] })
        expect(await store.streams('release', one)).toEqual([
          { stream: second, community: one },
          { stream: third, community: one },
        ])
        expect((await store.streams('release')).slice(-3).map(({ stream }) => stream)).toEqual([second, first, third])
        expect(await store.streams('community', one)).toEqual([])
      })

      test('scan reads everything once, in commit order, page by page', async () => {
        const [one, other] = [newCase(), newCase()]
        await commit({ appends: [append(one, 0, [event(1)])] })
        await commit({ appends: [append(other, 0, [event(1), event(2)])] })
        await commit({ appends: [append(one, 1, [event(2)])] })
        const seen: { position: number; stream: string; version: number }[] = []
        for (let after = 0; ; after = seen.at(-1)!.position) {
          const page = await store.scan(after, 2)
          if (page.length === 0) break
          expect(page.length).toBeLessThanOrEqual(2)
          seen.push(...page.map(({ position, stream, event }) => ({ position, stream, version: event.version })))
        }
        expect(seen.slice(-4).map(({ stream, version }) => [stream, version])).toEqual([
          [one, 1],
          [other, 1],
          [other, 2],
          [one, 2],
        ])
        const positions = seen.map(({ position }) => position)
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b))
        expect((await store.scan(positions.at(-2)!, 5))[0]).toMatchObject({ kind: 'case', event: event(2) })
      })
    })

    describe('a batch', () => {
      test('is all or nothing, and does not touch others that are committed with it', async () => {
        const [good, bad, lost, later] = [newCase(), newCase(), newCase(), newCase()]
        await commit({ appends: [append(bad, 0, [event(1)])], lookups: [{ kind: 'a', key: bad, value: 'one' }] })
        const answers = await Promise.all([
          store.commit({ appends: [append(good, 0, [event(1)])] }),
          store.commit({
            appends: [append(lost, 0, [event(1)]), append(bad, 0, [event(1)])],
            lookups: [{ kind: 'a', key: lost, value: 'one' }],
            settings: [{ name: bad, value: 'written' }],
            outbox: [entry(bad, `${bad}-lost`)],
          }),
          store.commit({ lookups: [{ kind: 'a', key: bad, value: 'two' }], settings: [{ name: bad, value: 'b' }] }),
          store.commit({ appends: [append(later, 0, [event(1)])] }),
        ])
        expect(answers.map(({ ok }) => ok)).toEqual([true, false, false, true])
        expect(await store.setting(bad)).toBeUndefined()
        expect(await store.outboxEntry(`${bad}-lost`)).toBeUndefined()
        expect(await store.readStream(lost)).toEqual([])
        expect(await store.lookup('a', lost)).toBeUndefined()
        expect(await store.readStream(good)).toHaveLength(1)
        expect(await store.readStream(later)).toHaveLength(1)
      })

      test('with nothing in it succeeds', async () => {
        await commit({})
      })

      test('with an instant that is none fails by itself', async () => {
        const id = newCase()
        const answers = await Promise.allSettled([
          store.commit({ appends: [append(id, 0, [event(1)])] }),
          store.commit({ alarms: [{ stream: id, at: 'tomorrow' }] }),
        ])
        expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
        expect(answers[1]).toMatchObject({ reason: { name: 'StoreFailed', code: 'failed' } })
        expect(await store.readStream(id)).toHaveLength(1)
      })
    })

    describe('cases', () => {
      test('a row comes back to its audience and to no one else', async () => {
        const [ann, ben] = [newPerson(), newPerson()]
        const row = await keepCase({ audience: [ann, ann] })
        expect(await store.caseRow(ann, row.case)).toEqual(row)
        expect(await store.caseRow(ben, row.case)).toBeUndefined()
        expect(await store.cases({ person: ben, open: 'all', limit: 10 })).toEqual([])
        expect(await store.countCases(ben)).toEqual({ open: 0, closed: 0 })
      })

      test('an audience is replaced when given and kept when left out', async () => {
        const [ann, ben] = [newPerson(), newPerson()]
        const row = await keepCase({ audience: [ann] })
        const moved = { ...row, phase: 'fix', version: 2, nextDue: null, updated: instant(90) }
        await commit({ cases: [moved] })
        expect(await store.caseRow(ann, row.case)).toEqual(moved)
        expect(await store.cases({ person: ann, open: true, phase: 'fix', limit: 5 })).toEqual([moved])
        expect(await store.cases({ person: ann, open: true, phase: 'triage', limit: 5 })).toEqual([])
        await commit({ cases: [{ ...moved, audience: [ben] }] })
        expect(await store.caseRow(ann, row.case)).toBeUndefined()
        expect(await store.cases({ person: ben, open: true, limit: 5 })).toEqual([moved])
        await commit({ cases: [{ ...moved, audience: [] }] })
        expect(await store.caseRow(ben, row.case)).toBeUndefined()
      })

      test('lists are newest first and can be paged without gaps or repeats', async () => {
        const ann = newPerson()
        const rows: CaseRow[] = []
        for (let n = 0; n < 25; n++) {
          // Pairs share an instant, and fractions of a second have to sort as time, not as text.
          const updated = `2026-11-02T10:00:0${n % 5}${['', '.5', '.25', '.000000001'][n % 4]}Z`
          rows.push(await keepCase({ audience: [ann], updated, open: n % 3 !== 0 }))
        }
        rows.sort(newestFirst)
        for (const open of [true, false, 'all'] as const) {
          const wanted = rows.filter((row) => open === 'all' || row.open === open)
          const seen: CaseRow[] = []
          for (let after: { updated: string; case: CaseId } | undefined; ;) {
            const page: readonly CaseRow[] = await store.cases({ person: ann, open, limit: 4, ...(after && { after }) })
            seen.push(...page)
            if (page.length < 4) break
            after = page.at(-1)!
          }
          expect(seen).toEqual(wanted)
        }
        expect(await store.countCases(ann)).toEqual({ open: 16, closed: 9 })
      })

      test('closing moves a case to the other list', async () => {
        const ann = newPerson()
        const row = await keepCase({ audience: [ann] })
        await commit({ cases: [{ ...row, open: false }] })
        expect(await store.cases({ person: ann, open: true, limit: 5 })).toEqual([])
        expect(await store.cases({ person: ann, open: false, limit: 5 })).toEqual([{ ...row, open: false }])
        expect(await store.countCases(ann)).toEqual({ open: 0, closed: 1 })
      })

      test("all of a community's cases", async () => {
        const community = newId('k')
        const first = await keepCase({ community })
        const second = await keepCase({ community, opened: instant(5) })
        expect(await store.allCases(community)).toEqual([first.case, second.case])
      })
    })

    describe('alarms', () => {
      test('are due in order of time, move, and end', async () => {
        const [one, other] = [newCase(), newCase()]
        const before = await store.nextAlarm()
        expect(before).toBeUndefined()
        await commit({
          appends: [append(one, 0, [event(1)]), append(other, 0, [event(1)])],
          alarms: [
            { stream: one, at: '2026-11-02T10:00:00.5Z' },
            { stream: other, at: '2026-11-02T10:00:00Z' },
          ],
        })
        expect(await store.nextAlarm()).toBe('2026-11-02T10:00:00Z')
        expect(await store.dueAlarms('2026-11-02T09:59:59.999Z', 9)).toEqual([])
        expect(await store.dueAlarms('2026-11-02T10:00:00Z', 9)).toEqual([other])
        expect(await store.dueAlarms('2026-11-02T10:00:01Z', 9)).toEqual([other, one])
        expect(await store.dueAlarms('2026-11-02T10:00:01Z', 1)).toEqual([other])
        await commit({ alarms: [{ stream: other, at: '2026-11-03T10:00:00Z' }] })
        expect(await store.nextAlarm()).toBe('2026-11-02T10:00:00.5Z')
        await commit({
          alarms: [
            { stream: one, at: null },
            { stream: other, at: null },
          ],
        })
        expect(await store.nextAlarm()).toBeUndefined()
      })
    })

    describe('the outbox', () => {
      test('hands due entries out once, oldest first', async () => {
        const id = newCase()
        const [a, b, c] = [entry(id, `${id}-a`, 1), entry(id, `${id}-b`, 0), entry(id, `${id}-c`, 30)]
        await commit({ outbox: [a, b, c] })
        const leased = await store.leaseOutbox(instant(2), instant(7), 10)
        const mine = leased.filter((row) => row.stream === id)
        const sending = { state: 'sending', attempts: 0, leasedUntil: instant(7), failure: null, settled: null }
        expect(mine).toEqual([
          { ...b, ...sending },
          { ...a, ...sending },
        ])
        expect((await store.leaseOutbox(instant(2), instant(7), 10)).filter((row) => row.stream === id)).toEqual([])
        expect(await store.outboxEntry(a.id)).toEqual(mine[1])
        await settleAll(id)
      })

      test('two who take at once never get the same entry', async () => {
        const id = newCase()
        await commit({ outbox: Array.from({ length: 10 }, (_, n) => entry(id, `${id}-${n}`)) })
        const takes = await Promise.all(Array.from({ length: 6 }, () => store.leaseOutbox(instant(1), instant(5), 3)))
        const ids = takes.flat().map((row) => row.id)
        expect(takes.every((take) => take.length <= 3)).toBe(true)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids).toHaveLength(10)
        await settleAll(id)
      })

      test('an interrupted entry is found when its lease has run out', async () => {
        const id = newCase()
        await commit({ outbox: [entry(id, id)] })
        await store.leaseOutbox(instant(1), instant(5), 10)
        expect(await store.interruptedOutbox(instant(4))).toEqual([])
        expect(await store.interruptedOutbox(instant(5))).toMatchObject([{ id, state: 'sending' }])
        await settleAll(id)
        expect(await store.interruptedOutbox(instant(9))).toEqual([])
      })

      test('a change ends the lease and keeps the failure; a change of nothing is a fault', async () => {
        const id = newCase()
        await commit({ outbox: [entry(id, id)] })
        await store.leaseOutbox(instant(1), instant(5), 10)
        const waiting = { id, state: 'waiting' as const, attempts: 1, due: instant(8), failure: 'no_connection' }
        await commit({ outboxChanges: [{ ...waiting, settled: null }] })
        expect(await store.outboxEntry(id)).toEqual({
          ...entry(id, id),
          ...waiting,
          leasedUntil: null,
          settled: null,
        })
        expect(await store.leaseOutbox(instant(7), instant(9), 10)).toEqual([])
        const missing = { ...waiting, id: `${id}-missing`, settled: null }
        await expect(store.commit({ outboxChanges: [missing] })).rejects.toMatchObject({ code: 'failed' })
        await settleAll(id)
      })

      test('is listed newest first, by stream and state', async () => {
        const [one, other] = [newCase(), newCase()]
        await commit({ outbox: [entry(one, `${one}-a`, 60), entry(one, `${one}-b`, 60), entry(other, other, 60)] })
        await settle(`${one}-a`, 'dead')
        const ids = async (filter: Parameters<Store['outbox']>[0]) => (await store.outbox(filter)).map(({ id }) => id)
        expect(await ids({ stream: one, limit: 9 })).toEqual([`${one}-b`, `${one}-a`])
        expect(await ids({ stream: one, limit: 1 })).toEqual([`${one}-b`])
        expect(await ids({ stream: one, states: ['dead', 'unsure'], limit: 9 })).toEqual([`${one}-a`])
        expect(await ids({ states: ['dead'], limit: 1 })).toEqual([`${one}-a`])
        expect(await ids({ states: [], limit: 9 })).toEqual([])
        expect(await ids({ limit: 2 })).toEqual([other, `${one}-b`])
        await settleAll(one)
        await settleAll(other)
      })
    })

    describe('secrets', () => {
      test('come back whole, by hash and by subject and kind', async () => {
        const person = newPerson()
        const token = secret(person, { kind: 'token', label: new Uint8Array([1, 2]), scope: newCase() })
        const session = secret(person, { expires: null })
        await commit({ secrets: [token, session] })
        expect(await store.secret(token.hash)).toEqual(token)
        expect(await store.secretsOf(person, 'token')).toEqual([token])
        expect(await store.secretsOf(person, 'session')).toEqual([session])
        expect(await store.secret('unknown')).toBeUndefined()
      })

      test('are spent once, in time, and only if they exist', async () => {
        const link = secret(newPerson(), { kind: 'sign-in', expires: '2026-11-02T10:10:00Z' })
        const late = secret(newPerson(), { kind: 'sign-in', expires: '2026-11-02T10:10:00Z' })
        const endless = secret(newPerson(), { kind: 'invitation', expires: null })
        await commit({ secrets: [link, late, endless] })
        const refused = (hash: string) => ({ ok: false, why: 'spent', hash })
        const spend = (hash: string, at: string) => store.commit({ spend: [{ hash, at }] })
        expect(await spend(late.hash, '2026-11-02T10:10:00.000Z')).toEqual(refused(late.hash))
        expect(await spend(late.hash, '2026-11-02T10:10:00.1Z')).toEqual(refused(late.hash))
        expect(await spend('unknown', instant(0))).toEqual(refused('unknown'))
        const attempts = await Promise.all([1, 2, 3].map(() => spend(link.hash, '2026-11-02T10:09:59.9Z')))
        expect(attempts.filter(({ ok }) => ok)).toHaveLength(1)
        expect(attempts.filter(({ ok }) => !ok)).toEqual([refused(link.hash), refused(link.hash)])
        expect(await store.secret(link.hash)).toEqual({ ...link, spent: '2026-11-02T10:09:59.9Z' })
        expect((await spend(endless.hash, instant(9))).ok).toBe(true)
      })

      test('a spent one takes the whole commit down', async () => {
        const id = newCase()
        const answer = await store.commit({
          appends: [append(id, 0, [event(1)])],
          spend: [{ hash: 'unknown', at: instant(0) }],
        })
        expect(answer.ok).toBe(false)
        expect(await store.readStream(id)).toEqual([])
      })

      test('end by hash, by subject, and by scope; new ones in the same commit stay', async () => {
        const [ann, ben] = [newPerson(), newPerson()]
        const [scope, other] = [newCase(), newCase()]
        const [a, b, c] = [secret(ann), secret(ann, { scope }), secret(ben, { scope, kind: 'invitation' })]
        const d = secret(ann, { scope: other })
        await commit({ secrets: [a, b, c, d] })
        await commit({ revoke: [a.hash, 'unknown'] })
        expect(await store.secret(a.hash)).toBeUndefined()
        await commit({ revokeAll: [{ subject: ann, scope }] })
        expect(await hashes()).toEqual([c.hash, d.hash])
        const fresh = secret(ann)
        await commit({ revokeAll: [{ subject: ann }, { scope }], secrets: [fresh] })
        expect(await hashes()).toEqual([])
        expect(await store.secret(fresh.hash)).toEqual(fresh)
        await expect(store.commit({ revokeAll: [{}] })).rejects.toMatchObject({ code: 'failed' })

        async function hashes() {
          const rows = await Promise.all([b, c, d].map(({ hash }) => store.secret(hash)))
          return rows.flatMap((row) => (row === undefined ? [] : [row.hash]))
        }
      })
    })

    describe('the rest', () => {
      test('a lookup is unique by kind and key; the same value again is no fault', async () => {
        const key = newCase()
        const wanted = { kind: 'address', key, value: 'one' }
        await commit({ lookups: [wanted] })
        await commit({ lookups: [wanted, { ...wanted, kind: 'other', value: 'two' }] })
        const taken = { ...wanted, value: 'two' }
        expect(await store.commit({ lookups: [taken] })).toEqual({ ok: false, why: 'taken', lookup: taken })
        expect(await store.lookup('address', key)).toBe('one')
        expect(await store.lookup('other', key)).toBe('two')
        expect(await store.lookup('address', 'unknown')).toBeUndefined()
      })

      test('settings are set, changed, and removed', async () => {
        const name = newCase()
        await commit({ settings: [{ name, value: 'one' }] })
        await commit({ settings: [{ name, value: 'two' }] })
        expect(await store.setting(name)).toBe('two')
        await commit({ settings: [{ name, value: null }] })
        expect(await store.setting(name)).toBeUndefined()
      })

      test('what is published: newest first, changed in place', async () => {
        const community = newId('k')
        const { case: id } = await keepCase({ community })
        const row = (name: string, minute: number) =>
          ({ community, id: `${id}-${name}`, case: id, published: instant(minute), modified: instant(minute) }) as const
        const [first, second] = [row('a', 1), row('b', 2)]
        await commit({ published: [first, second] })
        expect(await store.published(community, 9)).toEqual([second, first])
        expect(await store.published(community, 1)).toEqual([second])
        const revised = { ...first, modified: instant(9) }
        await commit({ published: [revised] })
        expect(await store.publishedById(first.id)).toEqual(revised)
        expect(await store.publishedById('unknown')).toBeUndefined()
      })

      test('reads are counted by person, case and quarter', async () => {
        const { case: id } = await keepCase({})
        const [ann, ben] = [newPerson(), newPerson()].sort()
        const [early, late] = [instant(0), instant(15)]
        const read = (person: PersonId, quarter: string) => ({ person, case: id, quarter })
        await commit({ reads: [read(ann!, early), read(ann!, early), read(ben!, late)] })
        await commit({ reads: [read(ann!, early), read(ann!, late)] })
        expect(await store.reads(id)).toEqual([
          { person: ann, quarter: early, count: 3 },
          { person: ann, quarter: late, count: 1 },
          { person: ben, quarter: late, count: 1 },
        ])
      })

      test('a sound store has nothing to report', async () => {
        expect(await store.check()).toEqual([])
      })
    })

    describe('once closed', () => {
      test('everything fails with a code', async () => {
        const closed = await open()
        const last = closed.commit({ settings: [{ name: 'last', value: 'words' }] })
        await closed.close()
        expect(await last).toEqual({ ok: true })
        await expect(closed.commit({})).rejects.toMatchObject({ name: 'StoreFailed', code: 'closed' })
        await expect(closed.setting('last')).rejects.toMatchObject({ code: 'closed' })
        await closed.close()
      })
    })

    async function keepCase({ audience = [], ...change }: Partial<CaseRow>): Promise<CaseRow> {
      const row: CaseRow = {
        case: newCase(),
        community: newId('k'),
        phase: 'triage',
        open: true,
        opened: instant(0),
        updated: instant(1),
        version: 1,
        nextDue: instant(60),
        summary: new Uint8Array([7, 8, 9]),
        ...change,
      }
      const born = { ...append(row.case, 0, [event(1)]), community: row.community }
      await commit({ appends: [born], cases: [{ ...row, audience }] })
      return row
    }

    async function settle(id: string, state: 'done' | 'dead') {
      const row = (await store.outboxEntry(id))!
      const change = { id, state, attempts: row.attempts, due: row.due, failure: null, settled: instant(9) }
      await commit({ outboxChanges: [change] })
    }

    async function settleAll(stream: CaseId) {
      for (const { id } of await store.outbox({ stream, limit: 99 })) await settle(id, 'done')
    }
  })
}

const home: CommunityId = 'k-000000000000'
let lastId = 0

function newId<Letter extends string>(letter: Letter): `${Letter}-${string}` {
  return `${letter}-${String(++lastId).padStart(12, '0')}`
}
const newCase = (): CaseId => newId('c')
const newPerson = (): PersonId => newId('p')

/** So many minutes after ten. */
function instant(minute: number): string {
  return Temporal.Instant.from('2026-11-02T10:00:00Z').add({ minutes: minute }).toString()
}

function event(version: number): SealedEvent {
  const hash = (letter: string) => letter.repeat(63) + String(version % 10)
  return {
    version,
    at: '2026-11-02T10:00:00.000Z',
    open: hash('a'),
    personal: hash('b'),
    chain: hash('c'),
    sealed: new Uint8Array([0, 255, version]),
  }
}

function append(stream: Append['stream'], expected: number, events: readonly SealedEvent[]): Append {
  return { stream, kind: 'case', community: home, expected, events }
}

function entry(stream: CaseId, id: string, minute = 0): OutboxEntry {
  const sealed = new Uint8Array([4, 5, 6])
  return { id, stream, kind: 'mail', class: 'notice', due: instant(minute), created: instant(0), sealed }
}

function secret(subject: PersonId, change: Partial<SecretRow> = {}): SecretRow {
  const hash = newId('h')
  const [created, expires] = [instant(0), instant(600)]
  return { hash, kind: 'session', subject, scope: null, created, expires, spent: null, label: null, ...change }
}

function newestFirst(a: CaseRow, b: CaseRow): number {
  const byTime = Temporal.Instant.compare(b.updated, a.updated)
  if (byTime !== 0) return byTime
  return a.case < b.case ? 1 : -1
}
