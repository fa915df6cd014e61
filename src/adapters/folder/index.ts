import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pid } from 'node:process'
import type { Folder } from '../../app/ports/index.ts'

/**
 * A folder below `root`, which is made when something is written. A file is written beside its place and then renamed
 * (POSIX: whoever opens the name finds one of the two). It is for others to read, so modes are those of the umask.
 */
export function folder(root: string): Folder {
  const read = (path: string): Buffer | undefined => {
    try {
      return readFileSync(join(root, path))
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
      throw error
    }
  }
  return {
    read: async (path) => read(path),
    readText: async (path) => read(path)?.toString('utf8'),
    async write(path, content) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      if (read(path)?.equals(bytes) === true) return false
      const place = join(root, path)
      // Each time: whoever publishes it may have put the folder away.
      mkdirSync(dirname(place), { recursive: true })
      const beside = `${place}.${pid}.new`
      try {
        writeFileSync(beside, bytes)
        renameSync(beside, place)
      } catch (error) {
        rmSync(beside, { force: true })
        throw error
      }
      return true
    },
    remove: async (path) => rmSync(join(root, path), { force: true }),
  }
}
