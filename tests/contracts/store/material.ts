import { expect } from 'vitest'
import type {
  Append,
  Batch,
  CaseRow,
  OutboxEntry,
  SealedEvent,
  SecretRow,
  Store,
} from '../../../src/app/ports/index.ts'
import type { CaseId, CommunityId, PersonId } from '../../../src/core/kernel/index.ts'

/** What the contract's tests are made of. Every id is new, so that all tests can share one store. */

export async function commit(store: Store, batch: Batch): Promise<void> {
  expect(await store.commit(batch)).toEqual({ ok: true })
}

/** A case that is born and listed. */
export async function keepCase(
  store: Store,
  { audience = [], readers = [], ...change }: Partial<CaseRow>,
): Promise<CaseRow> {
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
  await commit(store, { appends: [born], cases: [{ ...row, audience, readers }] })
  return row
}

const home: CommunityId = 'k-000000000000'
let lastId = 0

export function newId<Letter extends string>(letter: Letter): `${Letter}-${string}` {
  return `${letter}-${String(++lastId).padStart(12, '0')}`
}
export const newCase = (): CaseId => newId('c')
export const newPerson = (): PersonId => newId('p')

/** So many minutes after ten. */
export function instant(minute: number): string {
  return Temporal.Instant.from('2026-11-02T10:00:00Z').add({ minutes: minute }).toString()
}

export function event(version: number): SealedEvent {
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

export function append(stream: Append['stream'], expected: number, events: readonly SealedEvent[]): Append {
  return { stream, kind: 'case', community: home, expected, events }
}

export function entry(stream: CaseId, id: string, minute = 0): OutboxEntry {
  const sealed = new Uint8Array([4, 5, 6])
  return { id, stream, kind: 'mail', class: 'notice', due: instant(minute), created: instant(0), sealed }
}

export function secret(subject: PersonId, change: Partial<SecretRow> = {}): SecretRow {
  const hash = newId('h')
  const [created, expires] = [instant(0), instant(600)]
  return { hash, kind: 'session', subject, scope: null, created, expires, spent: null, label: null, ...change }
}

export function newestFirst(a: CaseRow, b: CaseRow): number {
  const byTime = Temporal.Instant.compare(b.updated, a.updated)
  if (byTime !== 0) return byTime
  return a.case < b.case ? 1 : -1
}
