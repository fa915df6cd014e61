import { statSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../adapters/files/index.ts'
import { landmarkAt } from '../adapters/landmark/index.ts'
import { logLines } from '../adapters/lines/index.ts'
import { machine } from '../adapters/machine/index.ts'
import { openVaultReading } from '../adapters/vault/index.ts'
import type { OpenInstallation, ReadsInstallation } from '../cli/index.ts'
import { asFailed, Failed } from './failure.ts'
import { readEngine } from './engine.ts'
import { installationAt } from './settings.ts'
import { landmarkFile, vaultAt, type Elsewhere, type InstallationAt } from './places.ts'
import { assertShared } from './sharedFolder.ts'
import { firstCommunity, openWorld, type OpenWorld } from './world.ts'

/** The installation in TOCSIN_DATA, for commands that work beside a server. Throws `Failed`. */
export const openHere: OpenInstallation = async ({ env }, { make }) => {
  const world = await openShared(installationAt(env), { make })
  return { world, close: () => world.close() }
}

/** The installation in TOCSIN_DATA as it stands, to be verified: nothing is written. Throws `Failed`. */
export const readHere: ReadsInstallation = async ({ env }, { sealed }) => {
  const at = installationAt(env)
  try {
    assertThere(at)
    const store = await readEngine(at)
    try {
      const vault = sealed ? null : await openVaultReading(vaultAt(at))
      const community = vault === null ? null : firstCommunity(vault)
      const from = { store, vault, landmark: landmarkAt(landmarkFile(at.data)), machine: machine(), community }
      const close = async () => {
        await store.close()
        await vault?.close()
      }
      return { from, check: () => store.check(), close }
    } catch (error) {
      await store.close()
      throw error
    }
  } catch (error) {
    throw asFailed(error, at.data)
  }
}

/** Opens an installation where it is used, with its files in sight. Throws `Failed`. */
export async function openShared(at: InstallationAt, { make = false } = {}): Promise<OpenWorld> {
  const { data, ...elsewhere } = at
  const world = await openFolder(data, { make, ...elsewhere })
  try {
    await assertShared(world, at)
    return world
  } catch (error) {
    await world.close()
    throw error
  }
}

/**
 * Opens a data folder. Its clock runs as far ahead as somebody has wound it in a demonstration; in any other folder
 * nobody has, and it is the machine's own.
 */
export async function openFolder(
  data: string,
  { make = false, ...at }: Elsewhere & { readonly make?: boolean; readonly installationKey?: string } = {},
): Promise<OpenWorld> {
  try {
    if (make) makeFolder(data)
    else assertThere({ data, ...at })
    return await openWorld({ data, ...at, mode: 'demo', lines: logLines({ level: 'warn' }) })
  } catch (error) {
    throw asFailed(error, data)
  }
}

/** Beside a database elsewhere, the folder holds the keys; beside keys elsewhere, the installation's key. */
function assertThere({ data, database, keys }: InstallationAt): void {
  const own = database === undefined ? 'tocsin.db' : keys === undefined ? 'keys.db' : 'secret'
  if (isThere(join(data, own))) return
  throw new Failed('no_installation', `${data} holds no installation`, 'Set TOCSIN_DATA to the folder that does.')
}

/** False where nothing is; a folder that this user may not look into is another matter. */
function isThere(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false
    throw error
  }
}
