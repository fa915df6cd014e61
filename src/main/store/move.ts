import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { makeFolder } from '../../adapters/files/index.ts'
import { carryStore, isAsCarried, type StoreAt } from '../../adapters/store/index.ts'
import { commandAt, openVault, type VaultAt } from '../../adapters/vault/index.ts'
import { verifyLog, type Verification } from '../../app/index.ts'
import { copyAttachments } from '../backup/index.ts'
import { movedTo, openEngine, type EngineAt } from '../engine.ts'
import { asFailed, Failed } from '../failure.ts'
import { openFolder } from '../installation.ts'
import { isPostgres } from '../settings.ts'
import { attachmentsFolder, shownAddress, vaultFiles, type InstallationAt } from '../places.ts'
import { hold } from './hold.ts'

interface Moved {
  /** Where the records are now, without a password. */
  readonly to: string
  readonly records: number
  readonly events: number
  readonly rows: number
}

/**
 * Carries an installation's records to an empty PostgreSQL database, or into a folder, and proves that they arrived:
 * every row of every table is compared, and the log is recomputed on both sides to the same heads. The place they came
 * from keeps them, but is marked, so that nobody goes on from there. Throws `Failed`.
 */
export async function moveStore(from: InstallationAt, to: string): Promise<Moved> {
  const target = targetOf(from, to)
  // From the first look to the mark no server runs: what it wrote meanwhile would stay behind.
  const lock = await hold(from)
  const made: string[] = []
  try {
    const before = await verified(from)
    if (before.events === 0)
      throw new Failed('no_installation', 'there is nothing to move', 'Set it up where it is to be.')
    if (target.database === undefined) made.push(...(await takeKeys(from, target.data)))
    const carried = await carryStore(storeAt(from), storeAt(target))
    const after = await verified(target)
    assertSame(before, after)
    await leave(from, { carried, to: nameOf(target), isHeld: () => lock.isHeld() })
    const rows = carried.reduce((sum, table) => sum + table.rows, 0)
    return { to: nameOf(target), records: after.streams, events: after.events, rows }
  } catch (error) {
    for (const path of made) rmSync(path, { recursive: true, force: true })
    throw asFailed(error, nameOf(target))
  } finally {
    await lock.release()
  }
}

function targetOf(from: InstallationAt, to: string): InstallationAt {
  if (isPostgres(to)) return { ...from, database: to }
  if (!existsSync(join(to, 'tocsin.db'))) return { ...from, data: to, database: undefined }
  throw new Failed('not_empty', `${to} holds an installation`, 'Name another folder, or put its tocsin.db away.')
}

/**
 * Another folder gets the keys and files as well that are not elsewhere; answers with what was made, for the case that
 * the move fails.
 */
async function takeKeys({ data, keys, attachments }: InstallationAt, to: string): Promise<readonly string[]> {
  if (data === to) return []
  const [own, other] = [vaultFiles(data), vaultFiles(to)]
  for (const path of Object.values(other)) {
    if (existsSync(path)) throw new Failed('not_empty', `${path} exists`, 'Name a new folder.')
  }
  const topmost = makeFolder(join(to, 'secret'))
  const made = [topmost ?? join(to, 'secret'), attachmentsFolder({ data: to }), other.keystore, join(to, 'tocsin.db')]
  try {
    if (keys === undefined) await copyKeysTo(own, other.keystore)
    const command = commandAt(own.installationKey)
    if (command !== undefined) copyFileSync(command, join(to, 'secret', basename(command)))
    if (existsSync(own.installationKey)) copyFileSync(own.installationKey, other.installationKey)
    if (attachments === undefined) copyAttachments(attachmentsFolder({ data }), attachmentsFolder({ data: to }))
    return made
  } catch (error) {
    for (const path of made) rmSync(path, { recursive: true, force: true })
    throw error
  }
}

async function copyKeysTo(own: VaultAt, file: string): Promise<void> {
  const vault = await openVault(own)
  try {
    await vault.backup(file)
  } finally {
    await vault.close()
  }
}

function storeAt({ data, database }: EngineAt): StoreAt {
  return database === undefined ? { file: join(data, 'tocsin.db') } : { url: database }
}

/** Opening it also brings its schema up to date. */
async function verified({ data, ...elsewhere }: InstallationAt): Promise<Verification> {
  const world = await openFolder(data, elsewhere)
  try {
    const engine = await world.store.check()
    const found = await verifyLog(world)
    const wrong = engine.length + found.findings.length
    if (wrong === 0) return found
    throw new Failed('unsound', `${wrong} findings`, 'Run tocsin log verify, and see what it names.')
  } finally {
    await world.close()
  }
}

function assertSame(before: Verification, after: Verification): void {
  const heads = ({ heads }: Verification) =>
    [...heads]
      .map((head) => head.join(' '))
      .toSorted()
      .join('\n')
  if (before.events === after.events && before.leaves === after.leaves && heads(before) === heads(after)) return
  throw new Failed('unsound', 'the records did not arrive as they are', 'Stay with the old place, and tell us.')
}

/**
 * Marks the old place, so that nobody goes on there, and then looks whether a command wrote something there since it was
 * read: mail that came in, for example. Then the old place stays the one there is.
 */
async function leave(
  from: EngineAt,
  by: { readonly carried: Awaited<ReturnType<typeof carryStore>>; readonly to: string; isHeld(): boolean },
): Promise<void> {
  const store = await openEngine(from)
  try {
    await store.commit({ settings: [{ name: movedTo, value: by.to }] })
    if ((await isAsCarried(storeAt(from), by.carried)) && by.isHeld()) return
    await store.commit({ settings: [{ name: movedTo, value: null }] })
  } finally {
    await store.close()
  }
  throw new Failed(
    'in_use',
    'something was written to the old place while it was moved, which is not in the new one',
    'Go on with the old place, which has everything. Empty the new one before you move again.',
  )
}

function nameOf({ data, database }: EngineAt): string {
  return database === undefined ? data : shownAddress(database)
}
