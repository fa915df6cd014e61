import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stamp } from '../../core/clock/index.ts'
import { makeFolder, syncFolder } from '../../adapters/files/index.ts'
import { carryStore } from '../../adapters/store/index.ts'
import { commandAt, copyKeys, emptyKeys } from '../../adapters/vault/index.ts'
import { asFailed, Failed } from '../failure.ts'
import { openFolder } from '../installation.ts'
import { attachmentsFolder, vaultFiles, type Elsewhere } from '../places.ts'
import { forgetShared } from '../sharedFolder.ts'
import { copyAttachments } from './attachments.ts'
import { checkFiles, parts, readManifest, type Manifest } from './manifest.ts'
import { soundCopy } from './soundness.ts'

/**
 * Makes a data folder out of a backup: nothing is put in place before every byte and every chain was checked, and
 * the database, which makes a folder an installation, comes last. `keyFile` left out: the key that lies where this
 * data folder has it. What is to be elsewhere goes there: records and keys into empty databases, files into a folder
 * without any. Throws `Failed`, and then leaves the data folder as it found it.
 */
export async function restoreBackup(
  folder: string,
  data: string,
  keyFile: string | undefined,
  { database, keys, attachments }: Elsewhere = {},
): Promise<Manifest> {
  const manifest = readManifest(folder)
  refuseOccupied(data)
  const cases = join(attachmentsFolder({ data, attachments }), 'cases')
  if (existsSync(cases)) throw new Failed('not_empty', `${cases} is there already`, 'Name another folder for files.')
  const own = vaultFiles(data).installationKey
  const key = findKey(own, keyFile)
  const made: string[] = []
  let undo = () => Promise.resolve()
  try {
    await checkFiles(folder, manifest)
    const topmost = makeFolder(join(data, 'secret'))
    if (topmost !== undefined) made.push(topmost)
    const scratch = join(data, '.restoring')
    const sound = await soundCopy(folder, scratch, key.text === undefined ? own : tried(scratch, key.text))
    const lost = manifest.attachments?.lost ?? 0
    if (sound.records !== manifest.records || sound.events !== manifest.events || sound.lost !== lost) {
      throw new Failed('backup_damaged', `${folder} holds other records than its manifest says`, 'Use another backup.')
    }
    if (!existsSync(own) && key.text !== undefined) {
      made.push(own)
      writeFileSync(own, key.text, { mode: 0o600, flag: 'wx' })
    }
    made.push(attachments === undefined ? attachmentsFolder({ data }) : cases)
    copyAttachments(attachmentsFolder({ data: folder }), attachmentsFolder({ data, attachments }))
    // In a folder of its own: what stops in between leaves no installation that would go on as if nothing had happened.
    made.push(scratch)
    makeFolder(scratch)
    for (const part of parts) put(join(folder, part), join(scratch, part))
    await settle(scratch, own)
    for (const part of [...parts].toReversed()) {
      made.push(join(data, part))
      renameSync(join(scratch, part), join(data, part))
    }
    rmSync(scratch, { recursive: true, force: true })
    syncFolder(data)
    if (keys !== undefined) {
      await copyKeys(vaultFiles(data).keystore, { url: keys })
      undo = () => emptyKeys({ url: keys })
    }
    if (database !== undefined) {
      const file = join(data, 'tocsin.db')
      await carryStore({ file }, { url: database })
      rmSync(file)
    }
    if (keys !== undefined) removeDatabase(vaultFiles(data).keystore)
    return manifest
  } catch (error) {
    // Keys that stay behind there are told the next time (`not_empty`); why it failed comes first.
    await undo().catch(() => undefined)
    // The database last: until it is gone, what is left is a whole installation.
    for (const path of made) rmSync(path, { recursive: true, force: true })
    if (!(error instanceof Failed) || error.code !== 'wrong_installation_key') throw asFailed(error, data)
    const says = `${key.path} is not the key of the installation that ${folder} was made of`
    throw new Failed(error.code, says, 'Name its key with --key FILE; nothing was restored.', { cause: error })
  }
}

/**
 * What the lost time takes with it. What was waiting to leave when the backup was made may have left since: it counts as
 * interrupted. A notice is then sent again under the same identity; of an announcement, a person is asked. Sessions and
 * tokens end: those that had ended since would work again, and nobody knows which.
 */
async function settle(folder: string, installationKey: string): Promise<void> {
  const world = await openFolder(folder, { installationKey })
  try {
    const { store, machine } = world
    const now = machine.now()
    const [whenever, over] = [now.add({ hours: 24 * 366 }), now].map(stamp)
    await forgetShared(world)
    while ((await store.leaseOutbox(whenever ?? '', over ?? '', 1000)).length > 0);
    for (const { stream } of await store.streams('person')) {
      const found = await Promise.all(ended.map((kind) => store.secretsOf(stream, kind)))
      const revoke = found.flat().map(({ hash }) => hash)
      if (revoke.length > 0) await store.commit({ revoke })
    }
  } finally {
    await world.close()
  }
}

/** Not a reporter's link, which is their only way back, nor an invitation, which somebody may be waiting to take up. */
const ended = ['session', 'sign-in', 'token', 'address', 'channel'] as const

/** SQLite's own files beside it as well. */
function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}

/** A key that may be another installation's lies where nothing stays. */
function tried(scratch: string, key: string): string {
  const path = join(scratch, 'tried.key')
  makeFolder(scratch)
  rmSync(path, { force: true })
  writeFileSync(path, key, { mode: 0o600, flag: 'wx' })
  return path
}

/** Whole or not at all, even if the machine stops in between. */
function put(from: string, to: string): void {
  const half = `${to}.half`
  rmSync(half, { force: true })
  copyFileSync(from, half)
  renameSync(half, to)
}

/** What an earlier attempt or a rescued key left behind does not count. */
function refuseOccupied(data: string): void {
  if (!existsSync(data)) return
  const found = readdirSync(data).filter(
    (name) => !['secret', 'serving.lock', '.restoring'].includes(name) && !name.endsWith('.half'),
  )
  if (found.length === 0) return
  throw new Failed('not_empty', `${data} is not empty (${found[0]})`, 'Set TOCSIN_DATA to a new folder.')
}

/** `text` left out: it is printed by a program that lies there. */
function findKey(own: string, given: string | undefined): { readonly path: string; readonly text?: string } {
  const path = given ?? own
  const command = commandAt(own)
  if (given === undefined && !existsSync(own) && command !== undefined) return { path: command }
  try {
    return { path, text: readFileSync(path, 'utf8') }
  } catch (cause) {
    const says = existsSync(path) ? `${path} cannot be read` : `there is no ${path}`
    throw new Failed('no_key', says, 'Name the installation’s key with --key FILE.', { cause })
  }
}
