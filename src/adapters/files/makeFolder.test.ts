import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from './index.ts'

const at = mkdtempSync(join(tmpdir(), 'tocsin-folder-'))
afterAll(() => rmSync(at, { recursive: true }))

test('makes what is missing, for its owner alone, and leaves what is there', () => {
  const deep = join(at, 'a', 'b', 'c')
  expect(makeFolder(deep)).toBe(join(at, 'a'))
  expect(makeFolder(deep)).toBe(undefined)
  expect(makeFolder(join(deep, 'd'))).toBe(join(deep, 'd'))
  expect(statSync(deep).isDirectory()).toBe(true)
  if (process.platform !== 'win32') expect(statSync(join(at, 'a')).mode & 0o777).toBe(0o700)
})

test('says why where nothing can be made, at once', () => {
  const file = join(at, 'file')
  const nowhere = join(at, 'nowhere')
  writeFileSync(file, '')
  symlinkSync(join(at, 'gone'), nowhere)
  const code = (folder: string) => {
    try {
      makeFolder(folder)
      return 'made'
    } catch (error) {
      return (error as NodeJS.ErrnoException).code
    }
  }
  expect([code(file), code(join(file, 'x')), code(nowhere)]).toEqual(['EEXIST', 'ENOTDIR', 'ENOENT'])
  // Linux alone has a folder that takes nothing from anybody.
  if (existsSync('/proc/self')) expect(code('/proc/tocsin/data')).toBe('ENOENT')
})
