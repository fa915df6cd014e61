import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
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
  if (!make && !existsSync(join(data, 'tocsin.db'))) {
    throw new Failed('no_installation', `${data} holds no installation`, 'Set TOCSIN_DATA to the folder that does.')
  }
  try {
    if (make) mkdirSync(data, { recursive: true, mode: 0o700 })
    return await openWorld({ data, mode: 'demo', lines: logLines({ level: 'warn' }) })
  } catch (error) {
    throw asFailed(error, data)
  }
}
