import fc from 'fast-check'
import { AdvisoryDocument, creditTypes, ecosystems, referenceTypes } from '../../src/core/advisory/index.ts'
import { textProblem } from '../../src/core/kernel/index.ts'

const cleanLine = (maxLength: number) =>
  fc
    .string({ unit: 'binary', maxLength })
    .map((text) => text.trim())
    .filter((text) => textProblem(text, 'one') === undefined && text.length <= maxLength)
const someLine = (maxLength: number) => cleanLine(maxLength).filter((text) => text !== '')
const cleanText = fc.array(cleanLine(30), { maxLength: 6 }).map((lines) => lines.join('\n').trim())

const address = fc
  .webUrl({ withFragments: true, withQueryParameters: true, validSchemes: ['http', 'https'] })
  .filter((url) => AdvisoryDocument.safeParse({ title: 'x', introducedBy: [url] }).success)

const hex = fc.constantFrom(...'0123456789abcdef')
const commit = fc.oneof(
  fc.string({ unit: hex, minLength: 40, maxLength: 40 }),
  fc.string({ unit: hex, minLength: 64, maxLength: 64 }),
)
const number = fc.nat({ max: 99 })
const semantic = fc.tuple(number, number, number).map((parts) => parts.join('.'))
const plainVersion = fc.string({ unit: fc.constantFrom(...'0123456789.:~+-abcr'), minLength: 1, maxLength: 12 })

const interval = <Type extends string>(type: Type, at: fc.Arbitrary<string>, more: fc.Arbitrary<object>) =>
  fc
    .tuple(
      more,
      fc.oneof(at, fc.constant('0')),
      fc.oneof(
        fc.constant({}),
        at.map((fixed) => ({ fixed })),
        at.map((lastAffected) => ({ lastAffected })),
      ),
    )
    .map(([extra, introduced, end]) => ({ type, ...extra, introduced, ...end }))

const range = fc.oneof(
  interval('SEMVER', semantic, fc.constant({})),
  interval('ECOSYSTEM', plainVersion, fc.constant({})),
  interval(
    'GIT',
    commit,
    address.map((repo) => ({ repo })),
  ),
)

const affected = fc.record(
  {
    package: fc.record(
      {
        ecosystem: fc.oneof(fc.constantFrom(...ecosystems), fc.constant('Debian:12'), cleanLine(10)),
        name: cleanLine(30),
        purl: fc.constantFrom('pkg:golang/example.org/anchor', 'pkg:npm/%40example/anchor'),
      },
      { requiredKeys: ['ecosystem', 'name'] },
    ),
    ranges: fc.array(range, { maxLength: 4 }),
    versions: fc.array(plainVersion, { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: ['package', 'ranges'] },
)

/** Any document that the schema accepts, drafts with holes included. */
export const advisoryDocument: fc.Arbitrary<AdvisoryDocument> = fc
  .record({
    title: someLine(40),
    summary: cleanLine(40),
    details: cleanText,
    impact: cleanText,
    affected: fc.array(affected, { maxLength: 3 }),
    cwes: fc.uniqueArray(
      fc.integer({ min: 1, max: 1500 }).map((id) => `CWE-${id}`),
      { maxLength: 3 },
    ),
    references: fc.array(fc.record({ type: fc.constantFrom(...referenceTypes), url: address }), { maxLength: 4 }),
    credits: fc.array(fc.record({ name: someLine(20), type: fc.constantFrom(...creditTypes), consent: fc.boolean() }), {
      maxLength: 4,
    }),
    mitigations: cleanText,
    upgrade: cleanText,
    vulnerableWhen: cleanText,
    aliases: fc.uniqueArray(
      fc.integer({ min: 1000, max: 9999 }).map((id) => `GHSA-${id}-${id}-${id}`),
      {
        maxLength: 3,
      },
    ),
    introducedBy: fc.uniqueArray(address, { maxLength: 3 }),
  })
  .map((document) => AdvisoryDocument.parse(document))
