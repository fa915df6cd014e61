import { VaultFailed } from '../../../app/ports/index.ts'
import { assertSafe, inTransaction, type Runs } from '../../postgres/index.ts'

/**
 * The keys in so many parts, told apart by a hash of the stream's name: destroying one rewrites its part alone. Of 100,000
 * keys that took 55 ms; in one table it took one to two seconds, for which everyone who asked for any key waited.
 */
const parts = 64
const version = 1

const schema = [
  'create table keystore (version integer not null, changes bigint not null default 0)',
  `insert into keystore (version) values (${version})`,
  'create table about (name text collate "C" primary key, value text not null)',
  `create table stream_keys (stream text collate "C" primary key, wrapped bytea, wrapped_by text)
     partition by hash (stream)`,
  ...Array.from(
    { length: parts },
    (_, part) =>
      `create table stream_keys_${part} partition of stream_keys for values with (modulus ${parts}, remainder ${part})`,
  ),
]

/** Any number will do that nobody else takes in this database: 'keys' in ASCII. */
const making = 0x6b657973

/** Makes what is missing, of several that start at once only one. Throws `PostgresFailed`, `VaultFailed`. */
export async function makeKeystore(on: Runs): Promise<void> {
  await assertSafe(on)
  await assertApart(on)
  await inTransaction(on, async () => {
    await on.query('select pg_advisory_xact_lock($1)', [making])
    if ((await versionOf(on)) === undefined) for (const statement of schema) await on.query(statement)
  })
}

/** Throws `VaultFailed` (`wrong_installation_key`) where there is no keystore, and makes none. */
export async function assertKeystore(on: Runs): Promise<void> {
  if ((await versionOf(on)) !== undefined) return
  throw new VaultFailed('wrong_installation_key', 'there are no keys in the database that TOCSIN_KEYS names')
}

async function versionOf(on: Runs): Promise<number | undefined> {
  const { rows } = await on.query<{ there: boolean }>(`select to_regclass('keystore') is not null as there`)
  if (rows[0]?.there !== true) return undefined
  const found = (await on.query<{ version: number }>('select version from keystore')).rows[0]?.version ?? 0
  if (found <= version) return found
  throw new VaultFailed('newer_schema', `the keys’ database has schema ${found}, this version knows ${version}`)
}

/** Beside the records the keys would be in every copy of them. */
async function assertApart(on: Runs): Promise<void> {
  const { rows } = await on.query<{ there: boolean }>(`select to_regclass('schema_parts') is not null as there`)
  if (rows[0]?.there !== true) return
  throw new VaultFailed('same_database', 'the database that TOCSIN_KEYS names holds records')
}
