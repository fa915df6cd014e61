import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { policyCommands } from '../src/cli/policy.ts'
import { policyFiles } from '../scripts/policyFiles.ts'

const root = new URL('../', import.meta.url)
const onDisk = (path: string) => readFileSync(new URL(path, root), 'utf8')

/** Without what the formatter decides: the layout of JSON and the padding of tables. */
function essence(path: string, text: string): unknown {
  if (path.endsWith('.json')) return JSON.parse(text)
  return text.replaceAll(/-{3,}/g, '---').replaceAll(/ +/g, ' ').trim()
}

test.each(policyFiles())('$path is up to date (node scripts/policyFiles.ts)', ({ path, text }) => {
  expect(essence(path, onDisk(path))).toEqual(essence(path, text))
})

test('the schema for editors accepts the sigstore policy and finds what it can find', () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const valid = ajv.compile(JSON.parse(onDisk('policies/policy.schema.json')))
  const sigstore = onDisk('policies/sigstore.yaml')
  expect(valid(parse(sigstore)), JSON.stringify(valid.errors)).toBe(true)
  for (const [from, to] of [
    ['least: 2', 'leest: 2'],
    ['clause: S8', 'clause: S9'],
    ['due: P7D', 'due: 7 days'],
    ["time: '16:00'", 'time: 4pm'],
    ['format: 1', 'format: 2'],
  ] as const) {
    expect(valid(parse(sigstore.replace(from, to))), to).toBe(false)
  }
  expect(sigstore).toMatch(/^# yaml-language-server: \$schema=policy\.schema\.json\n/)
})

test('the commands on the reference page run', async () => {
  const lines = onDisk('docs/policy.md').match(/^tocsin policy [^#\n]*/gm) ?? []
  expect(lines).toHaveLength(6)
  for (const line of lines) {
    const [, noun, verb, ...args] = line.trim().split(/ +/)
    const command = policyCommands.find(({ name }) => name === `${noun} ${verb}`)
    let said = ''
    const io = {
      read: async (path: string) => onDisk(path),
      write: () => Promise.reject(new Error('these commands write no file')),
      out: (text: string) => void (said += text),
      err: () => {},
      input: async function* () {},
      bytes: async function* () {},
      blob: () => Promise.reject(new Error('no file is sent')),
      env: {},
      fetch,
      terminal: false,
    }
    expect(await command?.run(args, io)).toBe(0)
    expect(said).not.toBe('')
  }
})
