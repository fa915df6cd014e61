import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder for its owner alone, and those above it that are missing; answers with the topmost that it made, or
 * `undefined` where the folder was there already. Throws Node's error. Node's own `recursive` never comes back where
 * nothing can be made in a folder that exists, as in /proc.
 */
export function makeFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { mode: 0o700 })
    return folder
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return undefined
    const above = dirname(folder)
    if (code !== 'ENOENT' || above === folder || existsSync(above)) throw error
    const topmost = makeFolder(above)
    mkdirSync(folder, { mode: 0o700 })
    return topmost ?? folder
  }
}
