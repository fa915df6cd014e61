import { StoreFailed, type Append, type Batch, type Committed, type OutboxRow } from '../../app/ports/index.ts'
import { applyCases } from './apply-cases.ts'
import type { Sql } from './connect.ts'
import { stored, storedOrNull } from './instants.ts'
import { outboxColumns, outboxFrom, type OutboxColumns } from './rows.ts'

type Stop = Exclude<Committed, { ok: true }>
type Part = (sql: Sql, batch: Batch) => Stop | undefined

/**
 * Writes one batch inside the transaction (or savepoint) that the caller opened. An answer that is not `ok`, and
 * anything thrown, means: roll back, some of it may be written. Secrets end before new ones begin, so that one
 * batch can replace them.
 */
export function apply(sql: Sql, batch: Batch): Committed {
  for (const part of parts) {
    const stop = part(sql, batch)
    if (stop !== undefined) return stop
  }
  return { ok: true }
}

const parts: readonly Part[] = [spend, claim, append, applyCases, alarms, outbox, secrets, others]

function spend(sql: Sql, { spend = [] }: Batch): Stop | undefined {
  for (const { hash, at } of spend) {
    const now = stored(at)
    const text = 'update secrets set spent = ? where hash = ? and spent is null and (expires is null or expires > ?)'
    if (sql.run(text, now, hash, now) === 0) return { ok: false, why: 'spent', hash }
  }
  return undefined
}

function claim(sql: Sql, { lookups = [] }: Batch): Stop | undefined {
  for (const lookup of lookups) {
    const { kind, key, value } = lookup
    const added = sql.run(
      'insert into lookups (kind, key, value) values (?, ?, ?) on conflict do nothing',
      kind,
      key,
      value,
    )
    if (added === 1) continue
    const held = sql.get('select value from lookups where kind = ? and key = ?', kind, key) as { value: string }
    if (held.value !== value) return { ok: false, why: 'taken', lookup }
  }
  return undefined
}

function append(sql: Sql, { appends = [] }: Batch): Stop | undefined {
  for (const one of appends) {
    const { stream, expected, events } = one
    if (!advance(sql, one)) return { ok: false, why: 'conflict', stream, actual: versionOf(sql, stream) }
    for (const [index, { version, at, open, personal, chain, sealed }] of events.entries()) {
      if (version !== expected + index + 1) {
        throw new StoreFailed('failed', `${stream} would get version ${version} after ${expected + index}`)
      }
      sql.run(
        'insert into events (stream, version, at, open, personal, chain, sealed) values (?, ?, ?, ?, ?, ?, ?)',
        stream,
        version,
        at,
        open,
        personal,
        chain,
        sealed,
      )
    }
  }
  return undefined
}

/** Moves the stream's version if it is still the expected one: of two that decided on the same version one wins. */
function advance(sql: Sql, { stream, kind, community, expected, events }: Append): boolean {
  if (events.length === 0) return versionOf(sql, stream) === expected
  const version = expected + events.length
  if (expected === 0) {
    const text = 'insert into streams (stream, kind, community, version) values (?, ?, ?, ?) on conflict do nothing'
    return sql.run(text, stream, kind, community, version) === 1
  }
  const text = 'update streams set version = ? where stream = ? and version = ? and kind = ? and community = ?'
  if (sql.run(text, version, stream, expected, kind, community) === 1) return true
  if (versionOf(sql, stream) === expected) throw new StoreFailed('failed', `${stream} is of another kind or community`)
  return false
}

function versionOf(sql: Sql, stream: string): number {
  const row = sql.get('select version from streams where stream = ?', stream) as { version: number } | undefined
  return row?.version ?? 0
}

function alarms(sql: Sql, { alarms = [] }: Batch): undefined {
  for (const { stream, at } of alarms) {
    if (at === null) sql.run('delete from alarms where stream = ?', stream)
    else {
      // Most acts move no alarm: what stands already is not written again, in two trees.
      const text = `insert into alarms (stream, at) values (?, ?)
                    on conflict (stream) do update set at = excluded.at where alarms.at <> excluded.at`
      sql.run(text, stream, stored(at))
    }
  }
}

function outbox(sql: Sql, { outbox = [], outboxChanges = [] }: Batch): undefined {
  for (const entry of outbox) {
    sql.run(
      `insert into outbox (id, stream, kind, class, due, created, sealed, state, attempts)
       values (?, ?, ?, ?, ?, ?, ?, 'waiting', 0)`,
      entry.id,
      entry.stream,
      entry.kind,
      entry.class,
      stored(entry.due),
      stored(entry.created),
      entry.sealed,
    )
  }
  for (const { id, state, attempts, due, failure, settled } of outboxChanges) {
    const found = sql.run(
      'update outbox set state = ?, attempts = ?, due = ?, failure = ?, settled = ?, leased_until = null where id = ?',
      state,
      attempts,
      stored(due),
      failure,
      storedOrNull(settled),
      id,
    )
    if (found === 0) throw new StoreFailed('failed', `no outbox entry ${id}`)
  }
}

function secrets(sql: Sql, { revoke = [], revokeAll = [], purgeSecretsBefore, secrets = [] }: Batch): undefined {
  if (purgeSecretsBefore !== undefined) {
    const before = stored(purgeSecretsBefore)
    sql.run('delete from secrets where spent < ? or expires < ?', before, before)
  }
  for (const hash of revoke) sql.run('delete from secrets where hash = ?', hash)
  for (const { subject, scope } of revokeAll) {
    if (subject !== undefined && scope !== undefined) {
      sql.run('delete from secrets where subject = ? and scope = ?', subject, scope)
    } else if (subject !== undefined) sql.run('delete from secrets where subject = ?', subject)
    else if (scope !== undefined) sql.run('delete from secrets where scope = ?', scope)
    else throw new StoreFailed('failed', 'revokeAll names neither a subject nor a scope')
  }
  for (const { hash, kind, subject, scope, created, expires, spent, label } of secrets) {
    sql.run(
      `insert into secrets (hash, kind, subject, scope, created, expires, spent, label)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      hash,
      kind,
      subject,
      scope,
      stored(created),
      storedOrNull(expires),
      storedOrNull(spent),
      label,
    )
  }
}

function others(sql: Sql, { published = [], settings = [], reads = [] }: Batch): undefined {
  for (const row of published) {
    sql.run(
      `insert into published (id, community, case_id, published, modified) values (?, ?, ?, ?, ?)
       on conflict (id) do update set published = excluded.published, modified = excluded.modified`,
      row.id,
      row.community,
      row.case,
      stored(row.published),
      stored(row.modified),
    )
  }
  for (const { name, value } of settings) {
    if (value === null) sql.run('delete from settings where name = ?', name)
    else {
      const text = `insert into settings (name, value) values (?, ?)
                    on conflict (name) do update set value = excluded.value`
      sql.run(text, name, value)
    }
  }
  for (const { person, case: id, quarter } of reads) {
    const text = `insert into reads (case_id, quarter, person, times) values (?, ?, ?, 1)
                  on conflict (case_id, quarter, person) do update set times = reads.times + 1`
    sql.run(text, id, quarter, person)
  }
}

/** Takes due entries, oldest first, inside the transaction that the caller opened. */
export function lease(sql: Sql, now: string, leasedUntil: string, limit: number): readonly OutboxRow[] {
  const due = sql.all(
    `select ${outboxColumns} from outbox where state = 'waiting' and due <= ? order by due, ordinal limit ?`,
    stored(now),
    limit,
  ) as readonly OutboxColumns[]
  const until = stored(leasedUntil)
  for (const { id } of due) sql.run(`update outbox set state = 'sending', leased_until = ? where id = ?`, until, id)
  return due.map((row) => outboxFrom({ ...row, state: 'sending', leased_until: until }))
}
