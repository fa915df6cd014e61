import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { platform } from 'node:process'
import { expect, test } from 'vitest'
import { logLines } from '../adapters/lines/index.ts'
import { openWorld } from './world.ts'

/** Files below a folder that this process has open. */
function openBelow(folder: string): readonly string[] {
  return readdirSync('/proc/self/fd')
    .flatMap((one) => {
      try {
        return [readlinkSync(join('/proc/self/fd', one))]
      } catch {
        // Closed meanwhile.
        return []
      }
    })
    .filter((path) => path.startsWith(folder))
}

test.skipIf(platform !== 'linux')('what cannot be opened whole leaves nothing open', async () => {
  const data = mkdtempSync(join(tmpdir(), 'tocsin-world-'))
  try {
    const lines = logLines({ level: 'silent' })
    const world = await openWorld({ data, mode: 'demo', lines })
    await world.store.commit({ settings: [{ name: 'clock_offset', value: 'no length of time' }] })
    await world.close()
    await expect(openWorld({ data, mode: 'demo', lines })).rejects.toThrow(RangeError)
    expect(openBelow(data)).toEqual([])
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
})
