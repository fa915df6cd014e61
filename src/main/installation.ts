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
import { databaseOf, dataFolder } from './settings.ts'
import { landmarkFile, vaultFiles } from './places.ts'
import { firstCommunity, openWorld, type OpenWorld } from './world.ts'

/** The installation in TOCSIN_DATA, for commands that work beside a server. Throws `Failed`. */
export const openHere: OpenInstallation = async ({ env }, { make }) => {
  const world = await openFolder(dataFolder(env), { make, database: databaseOf(env) })
  return { world, close: () => world.close() }
}

/** The installation in TOCSIN_DATA as it stands, to be verified: nothing is written. Throws `Failed`. */
export const readHere: ReadsInstallation = async ({ env }, { sealed }) => {
  const data = dataFolder(env)
  try {
    const database = databaseOf(env)
    assertThere(data, database)
    const store = await readEngine({ data, database })
    try {
      const vault = sealed ? null : await openVaultReading(vaultFiles(data))
      const community = vault === null ? null : firstCommunity(vault)
      const from = { store, vault, landmark: landmarkAt(landmarkFile(data)), machine: machine(), community }
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
    throw asFailed(error, data)
  }
}

/**
 * Opens a data folder. Its clock runs as far ahead as somebody has wound it in a demonstration; in any other folder
 * nobody has, and it is the machine's own.
 */
export async function openFolder(
  data: string,
  {
    make = false,
    ...at
  }: { readonly make?: boolean; readonly database?: string | undefined; readonly installationKey?: string } = {},
): Promise<OpenWorld> {
  try {
    if (make) makeFolder(data)
    else assertThere(data, at.database)
    return await openWorld({ data, ...at, mode: 'demo', lines: logLines({ level: 'warn' }) })
  } catch (error) {
    throw asFailed(error, data)
  }
}

/** Beside a database elsewhere, the folder holds the keys. */
function assertThere(data: string, database: string | undefined): void {
  if (isThere(join(data, database === undefined ? 'tocsin.db' : 'keys.db'))) return
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
