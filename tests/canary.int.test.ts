import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutgoingMail } from '../src/app/ports/index.ts'
import { restoreBackup, writeBackup } from '../src/main/backup/index.ts'
import { whatElseComes } from './canary/aside.ts'
import { lifeOfACase } from './canary/life.ts'
import { openScene, type Scene } from './canary/scene.ts'
import { canaries, filesBelow, foundIn, leaks } from './canary/words.ts'
import { apiClient } from './kit/api.ts'

let root: string
let scene: Scene

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tocsin-canary-'))
  scene = await openScene(root)
})
afterAll(async () => {
  await scene.close()
  rmSync(root, { recursive: true, force: true })
})

/** A reporter’s notices go to the reporter’s own address, and call them by the name they gave. */
function isOwn({ to }: OutgoingMail, place: string): boolean {
  const own = [...canaries].find(([, { place: of }]) => of === 'reporter address')?.[0] ?? '-'
  return (place === 'reporter address' || place === 'reporter name') && to.length === 1 && to[0]!.startsWith(own)
}

test(
  'words of every sealed field stand in no file, no backup, no log line and no notification',
  { timeout: 120_000 },
  async () => {
    const { here, secrets } = scene
    const id = await lifeOfACase(scene)
    const ada = await apiClient(here, here.members[0]!)
    await whatElseComes(scene)
    // What goes wrong inside is logged by its code alone.
    here.world.lines.error('checked', { code: 'to_be_sure_that_lines_are_read' })

    for (const secret of secrets)
      canaries.set(secret.replace(/^(?:tocsin|whsec)_/, ''), { place: 'a bearer secret', ofCase: false })
    expect(secrets.length).toBe(4)
    expect(canaries.size).toBeGreaterThan(90)

    // Beside the running product, its WAL included; in a backup; in what is restored from it; after a clean stop.
    expect(filesBelow(here.data).some((file) => file.endsWith('-wal') && statSync(file).size > 0)).toBe(true)
    expect(leaks(here.data)).toEqual([])
    const copy = join(root, 'backup')
    await writeBackup(here.world, here.data, copy, '0.1.0')
    expect(leaks(copy)).toEqual([])
    const restored = join(root, 'restored')
    await restoreBackup(copy, restored, join(here.data, 'secret', 'installation.key'))
    expect(leaks(restored)).toEqual([])
    expect(foundIn(Buffer.from(scene.lines()))).toEqual([])
    expect(scene.lines()).toContain('to_be_sure_that_lines_are_read')

    const ofCase = [...canaries].filter(([, { ofCase: of }]) => of).map(([word]) => word)
    const list = [...canaries].find(([, { place }]) => place === 'announceTo')?.[0] ?? '-'
    const toList = ({ to }: OutgoingMail) => to.length === 1 && to[0]!.startsWith(list)
    const notices = scene.sent.filter((mail) => !toList(mail))
    const told = notices.flatMap((mail) =>
      foundIn(Buffer.from(JSON.stringify(mail)), ofCase)
        .map((word) => canaries.get(word)?.place ?? '')
        .filter((place) => !isOwn(mail, place)),
    )
    expect(told).toEqual([])
    expect(notices.length).toBeGreaterThan(10)
    expect(notices.filter(({ encrypted }) => encrypted === true).length).toBeGreaterThan(3)

    // By the channels neither; and their own labels and signing secret stay here.
    expect(foundIn(Buffer.from(JSON.stringify(scene.posts.came)), ofCase)).toEqual([])
    expect(scene.posts.came.length).toBeGreaterThan(10)

    // The search would have found them: the announcement, which is public by then, holds the advisory's words.
    const announced = scene.sent.filter(toList)
    // Announcement, retrospective, and the feedback that its giver consented to share.
    expect(announced).toHaveLength(3)
    expect(foundIn(Buffer.from(JSON.stringify(announced))).length).toBeGreaterThan(3)
    expect((await ada.get(`/api/cases/${id}/record`)).status).toBe(200)
    expect(
      foundIn(Buffer.from(JSON.stringify((await ada.get(`/api/cases/${id}/record`)).body))).length,
    ).toBeGreaterThan(60)
  },
)

test('the search knows every form', () => {
  const word = 'qxabcdefghijklmnopqr'
  for (const shift of [0, 1, 2, 3, 4]) {
    const text = `${'x'.repeat(shift)}${word}yz`
    const encodings = [text, Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex')]
    for (const one of encodings) expect(foundIn(Buffer.from(one), [word])).toEqual([word])
    expect(foundIn(Buffer.from(text, 'utf16le'), [word])).toEqual([word])
  }
  expect(foundIn(Buffer.from('qxabcdefghijklmnopq'), [word])).toEqual([])
})
