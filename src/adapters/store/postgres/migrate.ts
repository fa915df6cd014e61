import { StoreFailed } from '../../../app/ports/index.ts'
import { migrations } from '../shared/migrations/index.ts'
import { inTransaction, type Runs } from '../../postgres/index.ts'
import { givenBelow, inPostgres, placesOfACommit } from './dialect.ts'
import { own } from './own.ts'

/** Any number will do that nobody else takes in this database: 'tocs' in ASCII. */
const lock = 0x746f6373

/** Each part of the schema with its steps; the place in the list is the part's version. */
const parts = { portable: migrations.map(inPostgres), postgres: own }

/**
 * Brings a database to this code's schema, in one transaction under one lock: of several servers that start at once,
 * the others find nothing left to do. Throws `StoreFailed` and changes nothing where the database was written by newer
 * code (`newer_schema`) or holds the keys (`same_database`).
 */
export async function migrate(on: Runs): Promise<void> {
  await inTransaction(on, async () => {
    await on.query('select pg_advisory_xact_lock($1)', [lock])
    await assertApart(on)
    await migrateTo(on, parts)
    await raisePlaces(on)
  })
}

/** The keys' database, under its own or another name: beside them the records would be in every copy of them. */
async function assertApart(on: Runs): Promise<void> {
  const { rows } = await on.query<{ keys: boolean }>(`select to_regclass('keystore') is not null as keys`)
  if (rows[0]?.keys !== true) return
  throw new StoreFailed('same_database', 'the database that TOCSIN_DATABASE names holds the keys')
}

/** Throws `StoreFailed` unless the database has this code's schema: `newer_schema`, `older_schema`. */
export async function assertSchema(on: Runs): Promise<void> {
  const { rows } = await on.query<{ there: boolean }>(`select to_regclass('schema_parts') is not null as there`)
  if (!rows[0]?.there) throw new StoreFailed('older_schema', 'there is no installation in this database')
  for (const [part, steps] of Object.entries(parts)) {
    const version = await versionOf(on, part, steps.length)
    if (version === steps.length) continue
    const says = `the database has schema ${version}, this version knows ${steps.length}`
    throw new StoreFailed('older_schema', `${says}: serving it once brings it up to date`)
  }
}

async function versionOf(on: Runs, part: string, known: number): Promise<number> {
  const { rows } = await on.query<{ version: number }>('select version from schema_parts where part = $1', [part])
  const version = rows[0]?.version ?? 0
  if (version <= known) return version
  throw new StoreFailed('newer_schema', `the database has schema ${version}, this version knows ${known}`)
}

async function migrateTo(on: Runs, to: Readonly<Record<string, readonly string[]>>): Promise<void> {
  await on.query('create table if not exists schema_parts (part text primary key, version integer not null)')
  for (const [part, steps] of Object.entries(to)) {
    const from = await versionOf(on, part, steps.length)
    for (const step of steps.slice(from)) await on.query(step)
    if (from === steps.length) continue
    const set = `insert into schema_parts (part, version) values ($1, $2)
                 on conflict (part) do update set version = excluded.version`
    await on.query(set, [part, steps.length])
  }
}

/** After a restore into another server: new rows come after those that it brought. */
export async function raisePlaces(on: Runs): Promise<void> {
  await on.query(`
    update place_base set base = base + highest.place - (${givenBelow}) + ${placesOfACommit}
    from (select greatest((select max(position) from events), (select max(ordinal) from streams),
                          (select max(ordinal) from outbox)) as place) as highest
    where highest.place >= ${givenBelow}`)
}
