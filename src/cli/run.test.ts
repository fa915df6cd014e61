import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../main/commands/index.ts'
import { runLine } from '../../tests/kit/io.ts'
import { actPath } from '../app/index.ts'
import { actNamed, caseActNames } from '../core/process/index.ts'

const run = (line: string) =>
  runLine(
    commands,
    line.split(' ').filter((word) => word !== ''),
  )

test.each(['', '--help', '-h', 'help'])('"tocsin %s" lists the commands with examples', async (line) => {
  const { exit, out, err } = await run(line)
  expect([exit, err]).toEqual([0, ''])
  for (const word of ['serve', 'init', 'case …', 'policy check', 'cvss', 'Examples:', 'Exit codes:']) {
    expect(out).toContain(word)
  }
})

test('a noun lists its verbs; alone it is not a command', async () => {
  const { exit, out } = await run('case --help')
  expect(exit).toBe(0)
  for (const verb of ['list', 'show', 'record', 'accept-report', 'send-announcement'])
    expect(out).toContain(`  ${verb} `)
  expect((await run('case')).exit).toBe(2)
  expect((await run('help policy')).out).toContain('usage: tocsin policy COMMAND')
})

test.each(commands.map(({ name }) => name))('%s has help that shows how to use it', async (name) => {
  const { exit, out, err } = await run(`${name} --help`)
  expect([exit, err]).toEqual([0, ''])
  expect(out).toContain(`usage: tocsin ${name}`)
  const summary = commands.find((one) => one.name === name)?.summary ?? ''
  expect(summary.length).toBeGreaterThan(10)
})

test('every act of the process is a command', () => {
  expect(commands.filter(({ name }) => name.startsWith('case ')).length).toBe(caseActNames.length + 19)
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length)
})

test('help of an act names its fields', async () => {
  const { out } = await run('case propose-release --help')
  expect(out).toContain('usage: tocsin case propose-release CASE --announcement INSTANT')
  expect(out).toMatch(/--announcement INSTANT +Announcement \(needed\)/)
  expect(out).toContain('--reason-file FILE')
})

test('what leaves the house says that it cannot be taken back, once', () => {
  for (const name of caseActNames) {
    const { summary } = commands.find((one) => one.name === `case ${actPath(name)}`)!
    const times = summary.split('taken back').length - 1
    expect([name, times]).toEqual([name, actNamed(name).outward === true ? 1 : 0])
  }
})

test.each([
  ['srve', 'serve'],
  ['polcy check', 'policy'],
  ['case lst', 'case list'],
  ['policy chekc x', 'policy check'],
  ['case acept-report c-1', 'case accept-report'],
])('"%s" is not a command; %s is near', async (line, near) => {
  const { exit, out, err } = await run(line)
  expect([exit, out]).toEqual([2, ''])
  expect(err).toMatch(/is not a command\. Did you mean: /)
  expect(err).toContain(near)
})

test.each([
  ['case list --closed --all', '--closed and --all are one too many'],
  ['case list extra', 'extra is not expected'],
  ['case show', 'CASE is missing'],
  ['case show a b', 'b is not expected'],
  ['case post c-0123456789ab', '--text is missing'],
  ['case post c-0123456789ab --text a --text-file b', '--text and --text-file are one too many'],
  ['case post c-0123456789ab --text a --text b', '--text is given more than once'],
  ['case post c-0123456789ab --colour red', "Unknown option '--colour'"],
  ['case do c-0123456789ab accept-reprot', 'there is no act "accept-reprot"; did you mean accept-report?'],
  ['token create --person a@example.org', '--label is missing'],
  ['init', '--config is missing'],
  ['completion fish', 'fish is not known: bash or zsh'],
  ['cvss', 'VECTOR… is missing'],
])('%s is misused, and says how', async (line, says) => {
  const { exit, out, err } = await run(line)
  expect([exit, out, err.split('\n')[0]]).toEqual([2, '', says])
  expect(err).toMatch(/\nusage: tocsin /)
})

test('the completion scripts are ones that the shell can read, and complete', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-completion-'))
  try {
    const script = join(folder, 'completion.bash')
    writeFileSync(script, (await run('completion bash')).out)
    const ask = (words: string[]) => {
      const set = `COMP_WORDS=(tocsin ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}`
      const told = spawnSync('bash', ['-c', `source ${script}; ${set}; _tocsin; echo "\${COMPREPLY[*]}"`])
      expect(told.stderr.toString()).toBe('')
      return told.stdout.toString().trim().split(' ')
    }
    expect(ask(['ser'])).toEqual(['serve'])
    expect(ask(['case', 'accept-'])).toEqual(['accept-report', 'accept-invitation'])
    expect(ask(['case', 'list', '--cl'])).toEqual(['--closed'])
    expect((await run('completion zsh')).out).toContain('bashcompinit')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('cvss: scores, classes, and a caret under what is wrong', async () => {
  const good = await run('cvss CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N AV:N/AC:L/Au:N/C:P/I:P/A:P')
  expect(good).toEqual({
    exit: 0,
    err: '',
    out: '6.5	medium	CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N\n7.5	high	AV:N/AC:L/Au:N/C:P/I:P/A:P\n',
  })
  const bad = await run('cvss CVSS:3.1/AV:Q')
  expect([bad.exit, bad.out]).toEqual([1, ''])
  const [, shown = '', caret = ''] = bad.err.split('\n')
  expect(shown[caret.indexOf('^')]).toBe('Q')
  const json = JSON.parse((await run('cvss --json CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N')).out)
  expect(json).toMatchObject([{ scores: { overall: 6.5, class: 'medium' } }])
  expect((await run('cvss --explain CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N')).out).toContain('Network')
})

test('version', async () => {
  expect((await run('version')).out).toMatch(/^tocsin \d+\.\d+\.\d+\n$/)
  expect((await run('--version')).out).toMatch(/^tocsin /)
})
