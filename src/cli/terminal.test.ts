import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forTerminal } from './index.ts'

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u

test('a terminal gets nothing to obey but our own bold', () => {
  const bold = '\u001b[1mwords\u001b[0m, \ttabs\nand lines: Ωμέγα 🔔\n'
  expect(forTerminal(bold)).toBe(bold)
  const link = '\u001b]8;;https://evil.example\u0007harbour\u001b]8;;\u0007'
  for (const text of [
    link,
    '\u001b[2J',
    '\u009b31m',
    '\u001b]0;x\u001b\\',
    '\u202eback',
    'a\rb',
    '\u001b[1;31m',
    '\u001b',
  ]) {
    expect(forTerminal(text)).toMatch(/�/)
    expect(forTerminal(text)).not.toMatch(obeyed)
  }
  const pieces = fc.array(fc.constantFrom('\u001b', '[1m', '[', '0m', '\u001b[0m', '\u009b', '1', 'm', 'x'))
  fc.assert(
    fc.property(pieces, (all) => {
      const without = forTerminal(all.join('')).replaceAll('\u001b[1m', '').replaceAll('\u001b[0m', '')
      expect(without).not.toMatch(obeyed)
    }),
  )
})

test('a stranger’s record that is complained of does not speak to the terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-terminal-'))
  const file = join(folder, 'osv.json')
  writeFileSync(file, '{"schema_version":"1.7.0","id":"X-1","\\u001b]0;evil\\u0007\\u009b2J":1}')
  const tocsin = new URL('../../dist/main/tocsin.js', import.meta.url).pathname
  const { status, stderr } = spawnSync(process.execPath, [tocsin, 'advisory', 'validate', file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(status).toBe(1)
  expect(stderr).toContain('unknown_field')
  expect(stderr).not.toMatch(obeyed)
})
