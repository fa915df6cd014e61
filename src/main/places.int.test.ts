import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { StoreFailed } from '../app/ports/index.ts'
import { logLines } from '../adapters/lines/index.ts'
import { asFailed } from './failure.ts'
import { openFolder } from './installation.ts'
import { serve } from './serve.ts'

const at = mkdtempSync(join(tmpdir(), 'tocsin-places-'))
afterAll(() => rmSync(at, { recursive: true }))
writeFileSync(join(at, 'file'), '')

const serving = (data: string) =>
  serve({ data, host: '127.0.0.1', port: 0, demo: false, lines: logLines({ level: 'silent' }) })

/** Where no installation can be, and what is said of it; it must not take longer than somebody waits for a prompt. */
const places = [
  [join(at, 'file'), 'not_writable'],
  [join(at, 'file', 'x'), 'not_writable'],
  // Linux alone has a folder that takes nothing from anybody.
  ...(existsSync('/proc/self') ? [['/proc/tocsin', 'not_writable'] as const] : []),
] as const

test.each(places)('%s: %s, at once', async (data, code) => {
  const began = performance.now()
  await expect(serving(data)).rejects.toMatchObject({ code })
  await expect(openFolder(data, { make: true })).rejects.toMatchObject({ code })
  await expect(openFolder(data)).rejects.toMatchObject({ code: 'no_installation' })
  expect(performance.now() - began).toBeLessThan(1000)
})

/** Rights keep nobody out who is root: root becomes nobody for as long as it takes. */
async function withoutRights(act: () => Promise<void>): Promise<void> {
  const root = process.getuid?.() === 0
  if (root) process.seteuid?.(65_534)
  try {
    await act()
  } finally {
    if (root) process.seteuid?.(0)
  }
}

test('a folder that one may not use', async () => {
  chmodSync(at, 0o755)
  for (const [name, mode] of [
    ['read-only', 0o555],
    ['closed', 0o000],
  ] as const) {
    mkdirSync(join(at, name))
    chmodSync(join(at, name), mode)
  }
  await withoutRights(async () => {
    for (const name of ['read-only', 'closed']) {
      await expect(serving(join(at, name))).rejects.toMatchObject({ code: 'not_permitted' })
      await expect(openFolder(join(at, name, 'x'), { make: true })).rejects.toMatchObject({ code: 'not_permitted' })
    }
    await expect(openFolder(join(at, 'closed'))).rejects.toMatchObject({ code: 'not_permitted' })
  })
})

test.each([
  ['EACCES', 'not_permitted'],
  ['EPERM', 'not_permitted'],
  ['EROFS', 'not_writable'],
  ['ENOSPC', 'disk_full'],
])('%s is %s, with a way out', (code, says) => {
  const failed = asFailed(Object.assign(new Error('x'), { code }), '/data')
  expect(failed).toMatchObject({ code: says, message: expect.stringContaining('/data: ') })
  // The store and the vault say that they failed, and keep why.
  const within = new StoreFailed('failed', 'the store failed', { cause: (failed as Error).cause })
  expect(asFailed(within, '/data')).toMatchObject({ code: says, message: expect.stringContaining('/data: ') })
  expect((failed as { instead: string }).instead).toMatch(/\.$/)
})
