import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { tokenOf } from '../../../../tests/kit/api.ts'
import { runLine } from '../../../../tests/kit/io.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { apiRoutes, apiVoice } from '../../../http/api/index.ts'
import { gate } from '../../../http/gate/index.ts'
import { committeeCommands } from './index.ts'

let here: TestWorld
let tokens: readonly string[]
beforeAll(async () => {
  here = await testWorld()
  tokens = await Promise.all(here.members.map((member) => tokenOf(here.world, member)))
})
afterAll(() => here.close())

/** A member's command line, over the API without a socket. */
function as(member: number, ...line: string[]) {
  const app = gate(here.world, apiRoutes, [{ ...apiVoice, prefix: '/' }])
  return runLine(committeeCommands, ['committee', ...line], {
    env: { TOCSIN_TOKEN: tokens[member] ?? '' },
    fetch: async (url, init) => app.request(new URL(url).pathname + new URL(url).search, init),
  })
}

test('a nomination, an objection, a vote: each by its command, out of the table of acts', async () => {
  const dora = ['--name', 'Dora Dinghy', '--email', 'dora@example.org', '--affiliation', 'Pier']
  expect(await as(0, 'nominate', ...dora, '--statement', 'reviews the harbour code')).toMatchObject({ exit: 0 })
  const shown = await as(1, 'show')
  expect(shown.out).toContain('1  nominate Dora Dinghy\n      reviews the harbour code\n')
  expect(shown.out).toContain('tocsin committee object --proposal 1')
  expect(await as(1, 'object', '--proposal', '1', '--reason', 'too early')).toMatchObject({ exit: 0 })
  expect((await as(0, 'vote', '--proposal', '1', '--choice', 'aye')).exit).toBe(0)
  const last = await as(2, 'vote', '--proposal', '1', '--choice', 'aye')
  expect(last.out).toContain('Dora Dinghy took a seat')
  expect((await as(0, 'record', '--limit', '3')).out.split('\n')[0]).toContain('took a seat')
})

test('what is refused says its code and clause, and ends with 1; what is not understood, with 2', async () => {
  const again = await as(0, 'vote', '--proposal', '1', '--choice', 'aye')
  expect([again.exit, again.err]).toEqual([1, expect.stringContaining('proposal_closed (C7)')])
  expect((await as(0, 'vote', '--proposal', '1')).exit).toBe(2)
  const wrong = await as(0, 'announce-leave', '--from', '2026-02-30', '--to', '2026-03-01')
  expect([wrong.exit, wrong.err]).toEqual([1, expect.stringContaining('from: must be a day')])
  expect(await as(0, 'show', '--days', 'many')).toMatchObject({ exit: 1 })
})

test('the version that somebody looked at can be named; the balance of a day can be asked for', async () => {
  const stale = await as(0, 'share-duty', '--duty', 'infra', '--holders', here.members[1] ?? '', '--if-version', '1')
  expect([stale.exit, stale.err]).toEqual([1, expect.stringContaining('conflict')])
  const removal = ['propose-removal', '--person', 'Cleo', '--ground', 'unreachable', '--statement', 'no answer']
  expect((await as(0, ...removal)).out).toContain('Remove Cleo Compass')
  const balance = await as(0, 'balance', '--on', '2031-01-01', '--json')
  expect(JSON.parse(balance.out)).toMatchObject({ on: '2031-01-01', members: 4 })
})

test('owners: people from a file become the members part of a community; the committee becomes a file', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tocsin-owners-')), 'people')
  writeFileSync(file, 'Dora Dinghy <dora@example.org> @dora (Pier)\n@eli\n')
  const imported = await as(0, 'owners', 'import', file)
  expect([imported.exit, imported.err]).toEqual([0, ''])
  expect(parse(imported.out)).toEqual({
    members: [
      { name: 'Dora Dinghy', email: 'dora@example.org', affiliation: 'Pier' },
      { name: '', email: '' },
    ],
  })
  const exported = await as(0, 'owners', 'export')
  expect(exported.out).toContain('Ada Anchor (Harbour)\n')
  writeFileSync(
    file,
    exported.out.replaceAll(/^(\S+).*$/gm, (line: string, first: string) => `${line} @${first.toLowerCase()}`),
  )
  const owners = await as(0, 'owners', 'export', '--handles', file)
  expect(parse(owners.out)).toEqual({ approvers: expect.arrayContaining(['cleo', 'dora']) as string[] })
  writeFileSync(file, 'Dora Dinghy @dora\n')
  const lacking = await as(0, 'owners', 'export', '--handles', file)
  expect([lacking.exit, lacking.err]).toEqual([1, expect.stringContaining(':1:1: no_handle: ')])
  writeFileSync(file, 'approvers: ada\n')
  expect((await as(0, 'owners', 'import', file)).err).toContain(`${file}:1:12: not_a_list: `)
  expect([(await as(0, 'owners', 'import')).exit, (await as(0, 'owners', 'give')).exit]).toEqual([2, 2])
  rmSync(dirname(file), { recursive: true })
})

test('what commands ask for is shown: leaves by number, results, the balance, and systems to be seen to', async () => {
  await as(1, 'announce-leave', '--from', '2031-02-01', '--to', '2031-03-15')
  await as(
    1,
    'name-stand-in',
    '--leave',
    '1',
    '--name',
    'Eli Eddy',
    '--email',
    'eli@example.org',
    '--reason',
    'knows it',
  )
  const { out } = await as(0, 'show')
  expect(out).toContain('\nLeave\n  1  Ben Buoy, 2031-02-01 to 2031-03-15; Eli Eddy stands in\n')
  expect(out).toContain('\nBalance\n  ')
  expect(out).toMatch(/\nDecided\n {2}1 {2}nominate Dora Dinghy: adopted \d{4}-\d\d-\d\d\n/)
  expect(out).toContain(', nominated by Ada Anchor')
  expect(out).not.toContain('Access elsewhere')
  expect((await as(1, 'step-down', '--reason', 'a new job')).exit).toBe(0)
  const after = (await as(0, 'show')).out
  const system = /Ben Buoy: [^(\n]+ \(--system ([\w-]+)\)/.exec(after)?.[1] ?? ''
  const noted = await as(0, 'end-access-elsewhere', '--person', 'Ben', '--system', system)
  expect([noted.exit, noted.err]).toEqual([0, ''])
  expect((await as(0, 'show')).out).not.toContain(`(--system ${system})`)
})
