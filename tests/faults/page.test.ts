import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logLines } from '../../src/adapters/lines/index.ts'
import { sequence, verifyLog } from '../../src/app/index.ts'
import { readHere } from '../../src/main/installation.ts'
import { serve } from '../../src/main/serve.ts'
import { teamed, reported } from '../kit/voyage.ts'
import { testWorld } from '../kit/world.ts'

/*
 * A disk that gives back other bytes than it was given. SQLite keeps no checksums: its own check sees what breaks its
 * structure, the log's verification sees every event and leaf that is not as it was written. Together, nothing of the
 * record changes unseen; what stands in plain beside it (an order, an instant in a list) can. (PostgreSQL's checksums: see servers.int.test.ts.)
 */

const root = mkdtempSync(join(tmpdir(), 'tocsin-page-'))
const sound = join(root, 'sound')
const spoilt = join(root, 'spoilt')
const file = join(spoilt, 'tocsin.db')
let bytes: Buffer
beforeAll(async () => {
  const here = await testWorld()
  const { id } = await reported(here)
  await teamed(here, id)
  for (let more = 0; more < 4; more++) await reported(here)
  await sequence(here.world)
  await here.world.close()
  cpSync(here.data, sound, { recursive: true })
  cpSync(sound, spoilt, { recursive: true })
  rmSync(here.data, { recursive: true })
  bytes = readFileSync(join(sound, 'tocsin.db'))
})
afterAll(() => rmSync(root, { recursive: true }))

/** As `tocsin log verify` does: where it was seen, if it was. */
async function seen(): Promise<'opening' | 'check' | 'verification' | undefined> {
  const io = { env: { TOCSIN_DATA: spoilt } } as unknown as Parameters<typeof readHere>[0]
  const coded = (error: unknown) => {
    expect(error).toMatchObject({ name: expect.stringMatching(/^(?:Failed|StoreFailed|VaultFailed|LogBroken)$/) })
    return 'opening' as const
  }
  const opened = await readHere(io, { sealed: false }).catch(coded)
  if (opened === 'opening') return opened
  try {
    if ((await opened.check()).length > 0) return 'check'
    const { findings } = await verifyLog(opened.from)
    return findings.length > 0 ? 'verification' : undefined
  } catch (error) {
    return coded(error)
  } finally {
    await opened.close()
  }
}

/** Every table's rows, as text. */
function tables(path: string): ReadonlyMap<string, string> {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const names = db.prepare(`select name from sqlite_schema where type = 'table' order by name`).all()
    const rows = (name: string) => db.prepare(`select * from ${name}`).all() as Record<string, unknown>[]
    const text = (_: string, value: unknown) => (value instanceof Uint8Array ? value.toHex() : value)
    return new Map(names.map(({ name }) => [String(name), JSON.stringify(rows(String(name)), text)]))
  } finally {
    db.close()
  }
}

describe('a flipped bit in the database file', () => {
  const flips = 30

  test(`is seen wherever it changes the record (${flips} of them)`, { timeout: 90_000 }, async () => {
    const written = [...bytes.keys()].filter((at) => bytes[at] !== 0)
    const before = tables(join(sound, 'tocsin.db'))
    const count = { opening: 0, check: 0, verification: 0, harmless: 0, elsewhere: 0 }
    const elsewhere = new Set<string>()
    for (let nth = 0; nth < flips; nth++) {
      // Spread over what is not empty, at places that have nothing to do with pages.
      const at = written[Math.floor(((nth + 0.618) * written.length) / flips)] ?? 0
      const changed = Buffer.from(bytes)
      changed.writeUInt8((bytes[at] ?? 0) ^ (1 << (nth % 8)), at)
      writeFileSync(file, changed)
      const where = await seen()
      if (where !== undefined) {
        count[where] += 1
        continue
      }
      const after = tables(file)
      const different = [...before].flatMap(([name, rows]) => (after.get(name) === rows ? [] : [name]))
      for (const name of different) elsewhere.add(name)
      count[different.length === 0 ? 'harmless' : 'elsewhere'] += 1
    }
    console.info(`SQLite, a bit flipped: ${flips} runs, ${JSON.stringify(count)} ${[...elsewhere].join(' ')}`)
    expect([...elsewhere].filter((name) => /^(?:events|log_\w+)$/.test(name))).toEqual([])
    expect(count.verification).toBeGreaterThan(0)
    expect(count.check).toBeGreaterThan(0)
  })
})

test(
  'a lost page of events is told by the command that verifies, in words and without a trace of our code',
  { timeout: 60_000 },
  () => {
    const db = new DatabaseSync(join(sound, 'tocsin.db'), { readOnly: true })
    const found = db.prepare(`select rootpage from sqlite_schema where name = 'events'`).get() as { rootpage: number }
    db.close()
    const at = (found.rootpage - 1) * 4096
    writeFileSync(file, Buffer.from(bytes).fill(0xa5, at, at + 4096))
    const tocsin = new URL('../../src/main/tocsin.ts', import.meta.url).pathname
    const env = { ...process.env, TOCSIN_DATA: spoilt }
    const { status, stderr } = spawnSync(process.execPath, [tocsin, 'log', 'verify'], { env, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^database: /m)
    expect(stderr).toMatch(/^corrupt: restore the newest backup with tocsin restore/m)
    expect(stderr).not.toMatch(/^ +at /m)
  },
)

test('a lost first page keeps the server from starting, and it says what to do', async () => {
  writeFileSync(file, Buffer.from(bytes).fill(0xa5, 0, 4096))
  const settings = { host: '127.0.0.1', port: 0, demo: false, lines: logLines({ level: 'silent' }) }
  await expect(serve({ ...settings, data: spoilt })).rejects.toMatchObject({
    name: 'Failed',
    code: 'corrupt',
    instead: expect.stringContaining('tocsin restore'),
  })
})
