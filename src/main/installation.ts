import { statSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../adapters/files/index.ts'
import { logLines } from '../adapters/lines/index.ts'
import type { OpenInstallation } from '../cli/index.ts'
import { asFailed, Failed } from './failure.ts'
import { dataFolder } from './settings.ts'
import { openWorld, type OpenWorld } from './world.ts'

/** The installation in TOCSIN_DATA, for commands that work beside a server. Throws `Failed`. */
export const openHere: OpenInstallation = async ({ env }, { make }) => {
  const world = await openFolder(dataFolder(env), make)
  return { world, close: () => world.close() }
}

/**
 * Opens a data folder. Its clock runs as far ahead as somebody has wound it in a demonstration; in any other folder
 * nobody has, and it is the machine's own.
 */
export async function openFolder(data: string, make = false): Promise<OpenWorld> {
  try {
    if (!make && !isThere(join(data, 'tocsin.db'))) {
      throw new Failed('no_installation', `${data} holds no installation`, 'Set TOCSIN_DATA to the folder that does.')
    }
    if (make) makeFolder(data)
    return await openWorld({ data, mode: 'demo', lines: logLines({ level: 'warn' }) })
  } catch (error) {
    throw asFailed(error, data)
  }
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
