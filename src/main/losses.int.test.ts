import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { runLine } from '../../tests/kit/io.ts'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { machine } from '../adapters/machine/index.ts'
import { act, eraseCase, openByMember, verifyLog, viewCase } from '../app/index.ts'
import { logCommands } from '../cli/index.ts'
import type { CaseId, PersonId } from '../core/kernel/index.ts'
import { restoreBackup, writeBackup, writeKey } from './backup/index.ts'
import { keyCommands } from './commands/keys.ts'
import { openFolder, openHere, readHere } from './installation.ts'
import { vaultFiles } from './places.ts'
import { moveStore } from './store/index.ts'

/** What docs/keys.md says of each loss, as it happens. */

const root = mkdtempSync(join(tmpdir(), 'tocsin-losses-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let here: TestWorld
let ada: PersonId
let id: CaseId
let n = 0
beforeEach(async () => {
  here = await testWorld()
  ada = here.members[0]!
  const opened = await openByMember(here.world, ada, { title: 'forged entries', impact: 'x' })
  if (!('case' in opened)) throw new Error('no case')
  id = opened.case
  n += 1
})
afterEach(() => here.close())

const commands = [...keyCommands, ...logCommands(openHere, readHere, machine())]
const run = (...line: string[]) => runLine(commands, line, { env: { TOCSIN_DATA: here.data } })
const backup = async (name: string) => {
  const folder = join(root, `${name}-${n}`)
  await writeBackup(here.world, here.data, folder, '0.1.0')
  return folder
}

test('the installation’s key: nothing opens, the log verifies in what is plain, and the key from the safe brings all back', async () => {
  await here.world.close()
  const { installationKey } = vaultFiles(here.data)
  const safe = join(root, `safe-${n}.key`)
  renameSync(installationKey, safe)
  await expect(openFolder(here.data)).rejects.toMatchObject({ code: 'wrong_installation_key' })
  const sealed = await run('log', 'verify', '--sealed')
  expect([sealed.exit, sealed.err]).toEqual([0, expect.any(String)])
  renameSync(safe, installationKey)
  const again = await openFolder(here.data)
  expect(await viewCase(again, ada, id)).toMatchObject({ case: { report: { title: 'forged entries' } } })
  await again.close()
})

test('the keystore: its installation is not served on, and a backup’s brings all back that it knows', async () => {
  const copy = await backup('keystore')
  await here.world.close()
  const { keystore, installationKey } = vaultFiles(here.data)
  for (const name of readdirSync(here.data)) if (name.startsWith('keys.db')) rmSync(join(here.data, name))
  const without = await openFolder(here.data)
  expect((await verifyLog(without)).findings).toContainEqual(expect.objectContaining({ code: 'key_missing' }))
  await expect(viewCase(without, ada, id)).rejects.toMatchObject({ code: 'no_key' })
  await without.close()
  for (const name of readdirSync(here.data)) if (name.startsWith('keys.db')) rmSync(join(here.data, name))
  const data = join(root, `restored-${n}`)
  await restoreBackup(copy, data, installationKey)
  renameSync(join(data, 'keys.db'), keystore)
  const again = await openFolder(here.data)
  expect(await viewCase(again, ada, id)).toMatchObject({ case: { id } })
  expect((await verifyLog(again)).findings).toEqual([])
  await again.close()
})

test('the database: keys alone hold nothing, a backup is what there is', async () => {
  const copy = await backup('database')
  await act(here.world, ada, { case: id, act: 'post', fields: { text: 'after the backup' } })
  await here.world.close()
  for (const name of readdirSync(here.data)) if (name.startsWith('tocsin.db')) rmSync(join(here.data, name))
  await expect(openFolder(here.data)).rejects.toMatchObject({ code: 'no_installation' })
  const data = join(root, `restored-${n}`)
  await restoreBackup(copy, data, vaultFiles(here.data).installationKey)
  const again = await openFolder(data)
  const view = await viewCase(again, ada, id)
  expect(view).toMatchObject({ case: { posts: [] } })
  await again.close()
})

test('an old backup: opened by the key that it was made with and by no later one, it holds what was erased since', async () => {
  for (const [name, fields] of [
    ['rejectReport', { reason: 'spam' }],
    ['closeCase', { resolution: 'invalid' }],
  ] as const) {
    expect(await act(here.world, ada, { case: id, act: name, fields })).toMatchObject({ case: id })
  }
  const copy = await backup('old')
  expect(await eraseCase(here.world, ada, id, { reason: 'spam', confirm: id })).toMatchObject({ erased: true })

  const status = JSON.parse((await run('keys', 'status', '--json')).out)
  const rotated = JSON.parse((await run('keys', 'rotate', '--json')).out)
  expect([rotated.from, status.rotating]).toEqual([status.key, null])
  expect(JSON.parse((await run('keys', 'status', '--json')).out).key).toBe(rotated.to)
  // The server that was open all the while goes on, and verifies, with the erased case named.
  const opened = await openByMember(here.world, ada, { title: 'after the rotation', impact: 'x' })
  expect(opened).toMatchObject({ case: expect.any(String) })
  expect(await verifyLog(here.world)).toMatchObject({ findings: [], erased: [id] })

  const { installationKey } = vaultFiles(here.data)
  await expect(restoreBackup(copy, join(root, `wrong-${n}`), installationKey)).rejects.toMatchObject({
    code: 'wrong_installation_key',
  })
  const data = join(root, `restored-${n}`)
  await restoreBackup(copy, data, rotated.past)
  const again = await openFolder(data)
  expect(await viewCase(again, ada, id)).toMatchObject({ case: { report: { title: 'forged entries' } } })
  expect(await eraseCase(again, ada, id, { reason: 'spam', confirm: id })).toMatchObject({ erased: true })
  expect((await verifyLog(again)).findings).toEqual([])
  await again.close()
})

test('a key that a key service has: backed up without it and restored with it, and nothing here writes it down', async () => {
  const { installationKey } = vaultFiles(here.data)
  const secret = dirname(installationKey)
  const service = join(root, `service-${n}.key`)
  renameSync(installationKey, service)
  writeFileSync(join(secret, 'installation.command'), `#!/bin/sh\ncat '${service}'\n`, { mode: 0o700 })
  const again = await openFolder(here.data)
  const copy = join(root, `printed-${n}`)
  await writeBackup(again, here.data, copy, '0.1.0')
  await again.close()
  expect(() => writeKey(here.data, join(root, `apart-${n}`))).toThrow(
    expect.objectContaining({ code: 'key_elsewhere' }),
  )
  const data = join(root, `restored-${n}`)
  mkdirSync(join(data, 'secret'), { recursive: true, mode: 0o700 })
  copyFileSync(join(secret, 'installation.command'), join(data, 'secret', 'installation.command'))
  await restoreBackup(copy, data, undefined)
  const restored = await openFolder(data)
  expect(await viewCase(restored, ada, id)).toMatchObject({ case: { id } })
  await restored.close()
  const moved = join(root, `moved-${n}`)
  await here.world.close()
  await moveStore({ data: here.data }, moved)
  const elsewhere = await openFolder(moved)
  expect((await verifyLog(elsewhere)).findings).toEqual([])
  await elsewhere.close()
  const words = readFileSync(service, 'utf8').trim()
  for (const place of [here.data, copy, data, moved]) {
    for (const name of readdirSync(place, { recursive: true, encoding: 'utf8' })) {
      const path = join(place, name)
      if (statSync(path).isFile()) expect(readFileSync(path).includes(words), path).toBe(false)
    }
  }
})
