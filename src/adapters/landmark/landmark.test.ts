import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { landmarkAt } from './index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-landmark-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('keeps one note, for its owner alone, and nothing half', async () => {
  const path = join(folder, 'log.checkpoint')
  const landmark = landmarkAt(path)
  expect(await landmark.read()).toBeUndefined()
  await landmark.write('a longer one\n')
  await Promise.all([landmark.write('two\n'), landmark.write('two\n')])
  expect(await landmark.read()).toBe('two\n')
  expect(readdirSync(folder)).toEqual(['log.checkpoint'])
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  await landmark.write(null)
  await landmark.write(null)
  expect(await landmark.read()).toBeUndefined()
})

test('says so where it cannot be read or written: nothing is no answer', async () => {
  await expect(landmarkAt(folder).read()).rejects.toMatchObject({ code: 'EISDIR' })
  await expect(landmarkAt(join(folder, 'none', 'x')).write('x')).rejects.toMatchObject({ code: 'ENOENT' })
})

test('leaves nothing half behind where a note could not be exchanged', async () => {
  const path = join(folder, 'log.checkpoint')
  mkdirSync(join(path, 'in the way'), { recursive: true })
  await expect(landmarkAt(path).write('one\n')).rejects.toMatchObject({ code: 'EISDIR' })
  expect(readdirSync(folder)).toEqual(['log.checkpoint'])
})
