import { StoreFailed, type Append, type Batch } from '../../../app/ports/index.ts'
import { caseSteps } from './caseSteps.ts'
import { stored, storedOrNull } from './instants.ts'
import { letterSteps } from './letters.ts'
import { logSteps } from './logSteps.ts'
import { searchSteps } from './searchSteps.ts'
import type { Asked, Dialect } from './statement.ts'
import type { Step, Stop } from './step.ts'

type Part = (batch: Batch, dialect: Dialect) => readonly Step[]

/**
 * A batch as the statements that write it, in order, all in one transaction. Secrets and names end before new ones
 * begin, so that one batch can replace them. Throws for a batch that no engine could write.
 */
export function stepsOf(batch: Batch, dialect: Dialect): readonly Step[] {
  return parts.flatMap((part) => part(batch, dialect))
}

const parts: readonly Part[] = [
  spend,
  free,
  claim,
  append,
  caseSteps,
  clockBack,
  alarms,
  outbox,
  secrets,
  others,
  logSteps,
  searchSteps,
  letterSteps,
]

function spend({ spend = [] }: Batch): readonly Step[] {
  return spend.map(({ hash, at }) => {
    const now = stored(at)
    return {
      text: 'update secrets set spent = ? where hash = ? and spent is null and (expires is null or expires > ?)',
      values: [now, hash, now],
      row: `secrets ${hash}`,
      must: { rows: 1, otherwise: { stop: { ok: false, why: 'spent', hash } } },
    }
  })
}

function free({ freed = [] }: Batch): readonly Step[] {
  return freed.map(({ kind, key, value }) => ({
    text: 'delete from lookups where kind = ? and key = ? and value = ?',
    values: [kind, key, value],
    row: `lookups ${kind} ${key}`,
  }))
}

/** A name that has this very value already is written again, and counts; one with another value is not. */
function claim({ lookups = [] }: Batch): readonly Step[] {
  return lookups.map((lookup) => ({
    text: `insert into lookups (kind, key, value) values (?, ?, ?)
           on conflict (kind, key) do update set value = excluded.value where lookups.value = excluded.value`,
    values: [lookup.kind, lookup.key, lookup.value],
    row: `lookups ${lookup.kind} ${lookup.key}`,
    must: { rows: 1, otherwise: { stop: { ok: false, why: 'taken', lookup } } },
  }))
}

function append({ appends = [] }: Batch, { place, share }: Dialect): readonly Step[] {
  let index = 0
  return appends.flatMap((one) => {
    const { stream, expected, events } = one
    const steps: Step[] = [advance(one, place(index), share)]
    for (const [after, { version, at, open, personal, chain, sealed }] of events.entries()) {
      if (version !== expected + after + 1) {
        throw new StoreFailed('failed', `${stream} would get version ${version} after ${expected + after}`)
      }
      steps.push({
        text: `insert into events (position, stream, version, at, open, personal, chain, sealed)
               values (${place(index++)}, ?, ?, ?, ?, ?, ?, ?)`,
        values: [stream, version, at, open, personal, chain, sealed],
        row: `events ${stream} ${version}`,
      })
    }
    return steps
  })
}

/** Moves the stream's version if it is still the expected one: of two that decided on the same version one wins. */
function advance(append: Append, place: string, share: string): Step {
  const { stream, kind, community, expected, events } = append
  const must = { rows: 1, otherwise: { moved: append } }
  const row = `streams ${stream}`
  if (events.length === 0) {
    const text =
      expected === 0
        ? 'select 1 as found where not exists (select 1 from streams where stream = ? and version > ?)'
        : `select 1 as found from streams where stream = ? and version = ?${share}`
    return { text, values: [stream, expected], row, reads: true, must }
  }
  const version = expected + events.length
  if (expected === 0) {
    const text = `insert into streams (ordinal, stream, kind, community, version) values (${place}, ?, ?, ?, ?)
                  on conflict (stream) do nothing`
    return { text, values: [stream, kind, community, version], row, must }
  }
  const text = 'update streams set version = ? where stream = ? and version = ? and kind = ? and community = ?'
  return { text, values: [version, stream, expected, kind, community], row, must }
}

/** Where a stream stands that was not where an append expected it. */
export function versionOf(stream: string): Asked<number> {
  return {
    text: 'select version from streams where stream = ?',
    values: [stream],
    answer: ([row]) => (row as { version: number } | undefined)?.version ?? 0,
  }
}

/** The answer to an append whose stream stands at `actual`. */
export function movedOn({ stream, expected }: Append, actual: number): Stop {
  if (actual === expected) throw new StoreFailed('failed', `${stream} is of another kind or community`)
  return { ok: false, why: 'conflict', stream, actual }
}

function clockBack({ clockBack: back }: Batch): readonly Step[] {
  if (back === undefined) return []
  const [now, leases] = [stored(back.now), stored(back.leases)]
  return [
    { text: 'update alarms set at = ?, leased_until = null where at > ?', values: [now, now], row: 'alarms' },
    {
      text: `update outbox set due = ? where state = 'waiting' and due > ?`,
      values: [now, now],
      row: 'outbox',
    },
    {
      text: `update outbox set leased_until = ? where state = 'sending' and leased_until > ?`,
      values: [leases, leases],
      row: 'outbox',
    },
  ]
}

/** Most acts move no alarm: what stands already is not written again, in two trees. What is set anew is nobody's. */
function alarms({ alarms = [] }: Batch): readonly Step[] {
  return alarms.map(({ stream, at }) => {
    const row = `alarms ${stream}`
    if (at === null) return { text: 'delete from alarms where stream = ?', values: [stream], row }
    const text = `insert into alarms (stream, at) values (?, ?)
                  on conflict (stream) do update set at = excluded.at, leased_until = null
                  where alarms.at <> excluded.at or alarms.leased_until is not null`
    return { text, values: [stream, stored(at)], row }
  })
}

function outbox({ outbox = [], outboxChanges = [] }: Batch, { place }: Dialect): readonly Step[] {
  const entries = outbox.map(({ id, stream, kind, class: effect, due, created, sealed }, index) => ({
    text: `insert into outbox (ordinal, id, stream, kind, class, due, created, sealed, state, attempts)
           values (${place(index)}, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0)`,
    values: [id, stream, kind, effect, stored(due), stored(created), sealed],
    row: `outbox ${id}`,
  }))
  const changes = outboxChanges.map(({ id, state, attempts, due, failure, settled, from }): Step => {
    const set = 'update outbox set state = ?, attempts = ?, due = ?, failure = ?, settled = ?, leased_until = null'
    const values = [state, attempts, stored(due), failure, storedOrNull(settled), id]
    const row = `outbox ${id}`
    if (from === undefined) {
      const must = { rows: 1, otherwise: { failed: `no outbox entry ${id}` } } as const
      return { text: `${set} where id = ?`, values, row, must }
    }
    const still = from.map(() => '?').join(', ')
    return { text: `${set} where id = ? and state in (${still})`, values: [...values, ...from], row }
  })
  return [...entries, ...changes]
}

function secrets({ revoke = [], revokeAll = [], purgeSecretsBefore, secrets = [] }: Batch): readonly Step[] {
  const steps: Step[] = []
  if (purgeSecretsBefore !== undefined) {
    const before = stored(purgeSecretsBefore)
    const text = 'delete from secrets where spent < ? or expires < ?'
    steps.push({ text, values: [before, before], row: 'secrets' })
  }
  for (const hash of revoke) {
    steps.push({ text: 'delete from secrets where hash = ?', values: [hash], row: `secrets ${hash}` })
  }
  for (const { subject, scope } of revokeAll) {
    const of = Object.entries({ subject, scope }).flatMap(([name, id]) => (id === undefined ? [] : [{ name, id }]))
    if (of.length === 0) throw new StoreFailed('failed', 'revokeAll names neither a subject nor a scope')
    const text = `delete from secrets where ${of.map(({ name }) => `${name} = ?`).join(' and ')}`
    steps.push({ text, values: of.map(({ id }) => id), row: 'secrets' })
  }
  for (const { hash, kind, subject, scope, created, expires, spent, label } of secrets) {
    const text = `insert into secrets (hash, kind, subject, scope, created, expires, spent, label)
                  values (?, ?, ?, ?, ?, ?, ?, ?)`
    const times = [stored(created), storedOrNull(expires), storedOrNull(spent)]
    steps.push({ text, values: [hash, kind, subject, scope, ...times, label], row: `secrets ${hash}` })
  }
  return steps
}

function others({ published = [], settings = [], reads = [], seen = [], visits = [] }: Batch): readonly Step[] {
  return [
    ...published.map((row) => ({
      text: `insert into published (id, community, case_id, published, modified) values (?, ?, ?, ?, ?)
             on conflict (id) do update set published = excluded.published, modified = excluded.modified`,
      values: [row.id, row.community, row.case, stored(row.published), stored(row.modified)],
      row: `published ${row.id}`,
    })),
    ...settings.map(({ name, value }) => {
      const row = `settings ${name}`
      if (value === null) return { text: 'delete from settings where name = ?', values: [name], row }
      const text = `insert into settings (name, value) values (?, ?)
                    on conflict (name) do update set value = excluded.value`
      return { text, values: [name, value], row }
    }),
    ...reads.map(({ person, case: id, quarter }) => ({
      text: `insert into reads (case_id, quarter, person, times) values (?, ?, ?, 1)
             on conflict (case_id, quarter, person) do update set times = reads.times + 1`,
      values: [id, quarter, person],
      row: `reads ${id} ${quarter} ${person}`,
    })),
    ...seen.map(({ person, case: id, post }) => ({
      text: `insert into seen (case_id, person, post) values (?, ?, ?)
             on conflict (case_id, person) do update set post = excluded.post where seen.post < excluded.post`,
      values: [id, person, post],
      row: `seen ${id} ${person}`,
    })),
    ...visits.map(({ person, place, before, upTo, at }) => ({
      text: `insert into visits (person, place, came_to, departed, up_to, at) values (?, ?, ?, ?, ?, ?)
             on conflict (person, place) do update set
               came_to = excluded.came_to, departed = excluded.departed, up_to = excluded.up_to, at = excluded.at`,
      values: [person, place, before?.upTo ?? null, storedOrNull(before?.left ?? null), upTo, stored(at)],
      row: `visits ${person} ${place}`,
    })),
  ]
}
