import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { folder } from './index.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tocsin-folder-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('writes what is new, and says of the same that it is there', async () => {
  const site = folder(root)
  expect(await site.read('feeds/all.atom')).toBeUndefined()
  expect(await site.write('feeds/all.atom', 'one')).toBe(true)
  expect(await site.write('feeds/all.atom', 'one')).toBe(false)
  expect(await site.write('feeds/all.atom', Buffer.from('two'))).toBe(true)
  expect(await site.readText('feeds/all.atom')).toBe('two')
  await site.remove('feeds/all.atom')
  await site.remove('feeds/all.atom')
  expect(await site.read('feeds/all.atom')).toBeUndefined()
})

test('makes its folders again where somebody has put them away', async () => {
  const site = folder(root)
  await site.write('feeds/all.atom', 'one')
  rmSync(join(root, 'feeds'), { recursive: true })
  expect(await site.write('feeds/all.atom', 'one')).toBe(true)
  expect(await site.readText('feeds/all.atom')).toBe('one')
})

test('leaves nothing half behind where a file could not be exchanged', async () => {
  mkdirSync(join(root, 'all.atom', 'in the way'), { recursive: true })
  await expect(folder(root).write('all.atom', 'one')).rejects.toMatchObject({ code: 'EISDIR' })
  expect(readdirSync(root)).toEqual(['all.atom'])
})
