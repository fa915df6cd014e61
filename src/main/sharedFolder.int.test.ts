import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { openShared } from './installation.ts'

const root = mkdtempSync(join(tmpdir(), 'tocsin-shared-'))
let here: TestWorld
beforeAll(async () => {
  here = await testWorld()
  await here.world.close()
})
afterAll(() => {
  rmSync(here.data, { recursive: true })
  rmSync(root, { recursive: true })
})

const folder = () => mkdtempSync(join(root, 'disk-'))
const opened = async (attachments?: string) => (await openShared({ data: here.data, attachments })).close()
const failed = (code: string) => expect.objectContaining({ name: 'Failed', code })

test('a folder that machines share is marked once, and where the mark is missing nothing is kept', async () => {
  const own = join(here.data, 'attachments', 'cases')
  mkdirSync(own, { recursive: true })
  const shared = folder()
  await expect(opened(shared)).rejects.toEqual(failed('attachments_not_moved'))
  expect(readdirSync(shared)).toEqual([])
  mkdirSync(join(shared, 'cases'))
  await opened(shared)
  await opened(shared)
  // Its disk is not mounted: another folder is there under its name.
  const bare = folder()
  await expect(opened(bare)).rejects.toEqual(failed('attachments_not_mounted'))
  expect(readdirSync(bare)).toEqual([])
  writeFileSync(join(bare, 'of.txt'), 'k-other\n')
  await expect(opened(bare)).rejects.toEqual(failed('attachments_not_mounted'))
  // The setting was forgotten: everything would go into the data folder.
  await expect(opened()).rejects.toEqual(failed('attachments_not_mounted'))
  await opened(shared)
})
