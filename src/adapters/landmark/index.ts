import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { Landmark } from '../../app/ports/index.ts'

/** A file, exchanged as a whole: whoever reads it finds one note or the other, also after a power cut. */
export function landmarkAt(path: string): Landmark {
  return {
    async read() {
      try {
        return await readFile(path, 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    async write(note) {
      if (note === null) {
        await rm(path, { force: true })
        return
      }
      // Servers that share the folder may write at once.
      const half = `${path}.${randomUUID()}.half`
      try {
        await writeFile(half, note, { mode: 0o600, flush: true })
        await rename(half, path)
      } catch (error) {
        // On a full disk each try would leave another one.
        await rm(half, { force: true })
        throw error
      }
    },
  }
}
