import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machine } from '../../src/adapters/machine/index.ts'
import { keyOf, readNote, signed, writeKey, writeNote } from '../../src/core/log/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { commands } from '../../src/main/commands/index.ts'
import { runLine } from '../kit/io.ts'
import { announced, prepared, reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

/** The commands as `tocsin` has them, on a data folder that nobody serves. */
let here: TestWorld
let id: CaseId
const folder = mkdtempSync(join(tmpdir(), 'tocsin-log-'))
beforeAll(async () => {
  here = await testWorld()
  ;({ id } = await reported(here))
  await prepared(here, id)
  await announced(here, id)
  await here.world.close()
})
afterAll(() => {
  rmSync(here.data, { recursive: true })
  rmSync(folder, { recursive: true })
})

const tocsin = (line: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  runLine(commands, ['log', ...line], { files, env: { TOCSIN_DATA: here.data } })

test('verify names the tail; checkpoint takes it in; both agree later, and against what was kept', async () => {
  const before = await tocsin(['verify'])
  expect([before.exit, before.err]).toEqual([0, ''])
  expect(before.out).toMatch(
    /^everything holds: .*\nin the log: 0 leaves, 0 checkpoints\nnot yet in the log: \d+ events, from /,
  )
  const { out: kept, exit } = await tocsin(['checkpoint'])
  expect(exit).toBe(0)
  const [origin = '', size = ''] = kept.split('\n')
  expect(origin).toMatch(/^127\.0\.0\.1:8080\/k-/)
  const { out: key } = await tocsin(['key'])
  expect(key.startsWith(`${origin}+`)).toBe(true)
  const after = await tocsin(['verify', '--against', 'kept'], { kept })
  expect([after.exit, after.err, after.out]).toEqual([
    0,
    '',
    expect.stringContaining(`in the log: ${size} leaves, 1 checkpoint, signed by ${key.trim()}\n`),
  ])
  const json = JSON.parse((await tocsin(['verify', '--json', '--key', key.trim(), '--sealed'])).out)
  expect(json).toMatchObject({ leaves: Number(size), findings: [], key: key.trim(), erased: [] })
  expect((await tocsin(['verify', '--sealed'])).out).toContain('no signature was verified')
  expect((await tocsin(['verify', '--key', 'x'])).exit).toBe(2)
  expect((await tocsin(['verify', '--against', 'kept'], { kept: 'x' })).exit).toBe(2)
})

test('prove writes a file that check-bundle proves, without an installation', async () => {
  const file = join(folder, 'case.json')
  const proven = await tocsin(['prove', id, '--out', file])
  expect([proven.exit, proven.out, proven.err]).toEqual([0, '', expect.stringMatching(/^\d+ events proven; /)])
  const { out: key } = await tocsin(['key'])
  const check = (...more: string[]) => runLine(commands, ['log', 'check-bundle', file, ...more])
  const checked = await check('--key', key.trim())
  expect([checked.exit, checked.err]).toEqual([0, ''])
  expect(checked.out).toMatch(/\tCaseOpened \{[^]*\neverything holds: \d+ events of c-/)
  expect((await check()).out).toContain('Compare this key')
  expect(JSON.parse((await check('--json')).out)).toMatchObject({ case: id, findings: [] })
  const spoiled = readFileSync(file, 'utf8').replace('CaseOpened', 'CaseClosed')
  const bad = await runLine(commands, ['log', 'check-bundle', 'f'], { files: { f: spoiled } })
  expect([bad.exit, bad.out]).toEqual([1, ''])
  expect(bad.err).toMatch(/^event 1: opening_broken: .*\nNothing in this file is proven\.\n$/)
  expect((await tocsin(['prove', id, '--out', file])).err).toContain('EEXIST')
  if (process.platform !== 'win32') expect(statSync(file).size).toBeGreaterThan(0)
})

test('prove shows what it was asked for, and says what is wrong with the question', async () => {
  const some = JSON.parse((await tocsin(['prove', id, '--events', '1,3-4', '--without', 'personal'])).out)
  expect(some.events).toHaveLength(3)
  expect(some.events.every(({ personal }: { personal: unknown }) => personal === null)).toBe(true)
  const everybody = 'rey@example.org,ada@example.org, ben@example.org,cleo@example.org'
  const shown = await tocsin(['prove', id, '--events', '1', '--agreed', everybody])
  expect(shown.err).toMatch(/^1 events proven; of 0 /)
  const agreed = JSON.parse(shown.out)
  expect(agreed.events[0].personal.text).toContain('Unsigned bundles pass')
  expect(await tocsin(['prove', id, '--agreed', 'nobody@example.org'])).toMatchObject({
    exit: 1,
    err: expect.stringMatching(/^no_such_person: /),
  })
  expect(await tocsin(['prove', 'c-000000000000'])).toMatchObject({
    exit: 1,
    err: expect.stringMatching(/^no_such_case: /),
  })
  for (const line of [
    ['prove'],
    ['prove', id, '--events', '4-1'],
    ['prove', id, '--events', 'x'],
    ['prove', id, '--without', 'names'],
  ]) {
    expect((await tocsin(line)).exit, line.join(' ')).toBe(2)
  }
})

test('a witness is added, asked, and its answer taken in', async () => {
  const { digest, ed25519 } = machine()
  const seed = new Uint8Array(32).fill(9)
  const key = keyOf(digest, 'witness.example.org', 4, ed25519.publicKey(seed))
  expect(await tocsin(['witnesses'])).toMatchObject({ exit: 0, out: '', err: expect.stringContaining('No witness') })
  expect(await tocsin(['witness', writeKey(key)])).toMatchObject({ exit: 0, out: 'witness.example.org may cosign\n' })
  const { out: request } = await tocsin(['checkpoint', '--since', '0'])
  const note = readNote(request.slice(request.indexOf('\n\n') + 2))
  const line = writeNote({
    text: 'x\n',
    signatures: [signed(ed25519, note.text, { key, seed, seconds: 1_793_000_000 })],
  }).slice(3)
  const taken = await tocsin(['cosign', 'lines'], { lines: line })
  expect(taken).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/^checkpoint \d+: cosigned by witness\.example\.org at 2026-10-/),
  })
  expect((await tocsin(['checkpoint'])).out).toContain(line)
  expect((await tocsin(['verify'])).exit).toBe(0)
  expect((await tocsin(['witness', '--retire', 'witness.example.org'])).out).toBe('witness.example.org is retired\n')
  expect((await tocsin(['witnesses'])).out).toBe(`${writeKey(key)}\tretired\n`)
  for (const line of [['witness'], ['cosign'], ['checkpoint', '--since', 'x'], ['key', 'x'], ['witnesses', 'x']]) {
    expect((await tocsin(line)).exit, line.join(' ')).toBe(2)
  }
  expect((await tocsin(['checkpoint', '--since', '999999'])).err).toMatch(/^no_such_size: /)
})

test('accept lets the log go on from a database that was put back, and prints what is lost', async () => {
  expect(await tocsin(['accept'])).toMatchObject({ exit: 1, err: expect.stringMatching(/^nothing_to_accept: /) })
  const { out: lost } = await tocsin(['checkpoint'])
  const db = new DatabaseSync(join(here.data, 'tocsin.db'))
  db.exec('delete from log_batches')
  db.exec(`update log_state set size = 0, position = 0, roots = ''`)
  db.close()
  expect(await tocsin(['verify'])).toMatchObject({ exit: 1, err: expect.stringContaining('log_shorter') })
  expect(await tocsin(['accept'])).toMatchObject({
    exit: 0,
    out: expect.stringContaining(readNote(lost).text),
    err: expect.stringContaining('witnesses'),
  })
  expect(await tocsin(['verify'])).toMatchObject({ exit: 0 })
})
