import { readdirSync, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advisory } from '../../../tests/arbitraries/advisory.ts'
import { Advisory, formatNamed, readRecord, writeRecord, type RecordFormat } from '../../core/advisory/index.ts'
import type { Json } from '../../core/kernel/index.ts'
import { withSelf } from '../../core/publishing/index.ts'
import { csafTests } from './index.ts'

const tests = csafTests()
const patience = 60_000
const plain = Advisory.parse({
  id: 'CVE-2026-10001',
  cve: 'CVE-2026-10001',
  modified: '2026-03-03T16:00:00Z',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:H/A:N' }],
  document: {
    title: 'anchor accepts a signature',
    affected: [
      {
        package: { ecosystem: 'Go', name: 'example.org/anchor' },
        ranges: [{ type: 'SEMVER', introduced: '0', fixed: '1.5.2' }],
      },
    ],
    cwes: ['CWE-347'],
  },
})
const written = (name: 'csaf' | 'csaf-2.1', one: Advisory): object => {
  const format = formatNamed(name)
  return JSON.parse(writeRecord(format!, one).text) as object
}
const errors = async (document: object) => (await tests.run(document)).filter(({ level }) => level === 'error')

test.each(['csaf', 'csaf-2.1'] as const)(
  'the reference validator finds no error in what is written as %s',
  async (name) => {
    expect(await errors(written(name, plain))).toEqual([])
    for (const one of fc.sample(advisory, 25)) expect(await errors(written(name, one))).toEqual([])
  },
  patience,
)

test(
  'it finds what no schema sees, and says where',
  async () => {
    const document = written('csaf', plain) as { vulnerabilities: [{ cwe: { name: string } }] }
    document.vulnerabilities[0].cwe.name = 'Something else'
    expect(await errors(document)).toMatchObject([{ test: '6.1.11', pointer: '/vulnerabilities/0/cwe/name' }])
  },
  patience,
)

test(
  'a document that says where it stands has a canonical address, and its fields in order',
  async () => {
    const text = JSON.stringify(written('csaf', plain))
    const warned = async (document: object) => (await tests.run(document)).map(({ test: of }) => of)
    expect(await warned(JSON.parse(text) as object)).toContain('6.2.11')
    const self = withSelf(text, 'https://security.example.org/.well-known/csaf/white/2026/cve-2026-10001.json')
    const found = await warned(JSON.parse(self) as object)
    expect(found.filter((of) => of === '6.2.11' || of === '6.2.13')).toEqual([])
    expect(await errors(JSON.parse(self) as object)).toEqual([])
  },
  patience,
)

test(
  'a document of another shape is told as such',
  async () => {
    expect((await errors({ document: { csaf_version: '2.0' } })).every(({ test: of }) => of === 'schema')).toBe(true)
  },
  patience,
)

test('whoever takes too long is given up', async () => {
  await expect(csafTests({ patience: 1 }).run(written('csaf', plain))).rejects.toMatchObject({ code: 'too_slow' })
})

const examples = fileURLToPath(new URL('../../../../shared/examples/osv/', import.meta.url))
test.skipIf(!existsSync(examples))(
  'past records pass it (needs ../shared beside the checkout, else skipped)',
  async () => {
    const osv = formatNamed('osv') as RecordFormat
    for (const file of readdirSync(examples)) {
      const { advisory: one } = readRecord(osv, JSON.parse(readFileSync(examples + file, 'utf8')) as Json)
      expect(await errors(written('csaf', one))).toEqual([])
    }
  },
  patience,
)
