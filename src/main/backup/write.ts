import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stamp } from '../../core/clock/index.ts'
import { codeOf } from '../../core/kernel/index.ts'
import { makeFolder } from '../../adapters/files/index.ts'
import { commandAt } from '../../adapters/vault/index.ts'
import { asFailed, Failed } from '../failure.ts'
import { attachmentsFolder, vaultFiles } from '../places.ts'
import type { OpenWorld } from '../world.ts'
import { copyAttachments, fingerprintAttachments } from './attachments.ts'
import { fingerprint } from './fingerprint.ts'
import { manifestPath, parts, type Manifest } from './manifest.ts'
import { soundCopy } from './soundness.ts'

/**
 * Writes a backup into a new or empty folder beside a running server, then opens it and verifies it. The database
 * comes before the keys and the files: a key is made before anything is sealed with it, a file is kept before a record
 * names it, so every record finds both. The manifest comes last: without one there is no backup. Throws `Failed`.
 */
export async function writeBackup(world: OpenWorld, data: string, folder: string, version: string): Promise<Manifest> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Failed('not_empty', `${folder} is not empty`, 'Name a new folder for each backup.')
  }
  try {
    makeFolder(folder)
    await world.store.backup(join(folder, 'tocsin.db'))
    await world.vault.backup(join(folder, 'keys.db'))
    const copied = attachmentsFolder({ data: folder })
    copyAttachments(world.attachments, copied)
    const { lost, ...sound } = await soundCopy(folder, join(folder, '.verifying'), vaultFiles(data).installationKey)
    const [db, keys] = await Promise.all(parts.map((part) => fingerprint(join(folder, part))))
    if (db === undefined || keys === undefined) throw new Error('a backup has two files')
    const manifest: Manifest = {
      format: 1,
      made: stamp(world.machine.now()),
      tocsin: version,
      files: { 'tocsin.db': db, 'keys.db': keys },
      ...sound,
      attachments: { ...(await fingerprintAttachments(copied)), lost },
    }
    keep(manifestPath(folder), `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  } catch (error) {
    throw asFailed(error, folder)
  }
}

/** The installation's own key, which opens everything together with a backup: apart from it, for its owner alone. */
export function writeKey(data: string, path: string): void {
  try {
    makeFolder(dirname(path))
    const { installationKey } = vaultFiles(data)
    if (commandAt(installationKey) !== undefined) throw elsewhere(installationKey)
    keep(path, readFileSync(installationKey, 'utf8'))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw asFailed(error, path)
    throw new Failed('file_exists', `${path} exists`, 'Name a new file for the key.')
  }
}

function elsewhere(installationKey: string): Failed {
  const says = `${commandAt(installationKey) ?? installationKey} has the key from elsewhere`
  return new Failed('key_elsewhere', says, 'Have that place keep a copy; nothing here writes it down.')
}

/** On disk when it returns; only the owner may read it. */
function keep(path: string, text: string): void {
  const handle = openSync(path, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
