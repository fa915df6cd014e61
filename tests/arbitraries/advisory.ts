import fc from 'fast-check'
import { Advisory, AdvisoryDocument, creditTypes, ecosystems, referenceTypes } from '../../src/core/advisory/index.ts'
import { isBlank, textProblem } from '../../src/core/kernel/index.ts'

const cleanLine = (maxLength: number) =>
  fc
    .string({ unit: 'binary', maxLength })
    .map((text) => text.trim())
    .filter((text) => textProblem(text, 'one') === undefined && text.length <= maxLength)
    // A line in which nothing can be seen makes no title.
    .filter((text) => text === '' || !isBlank(text))
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

/** A day, or a time of it. */
const happened = fc.tuple(fc.integer({ min: 0, max: 1_900_000_000 }), fc.boolean()).map(([seconds, whole]) =>
  Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
    .toString()
    .slice(0, whole ? 10 : 20),
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
    timeline: fc.uniqueArray(fc.record({ at: happened, says: someLine(30) }), {
      maxLength: 3,
      selector: ({ at, says }) => `${at}: ${says}`,
    }),
  })
  .map((document) => AdvisoryDocument.parse(document))

const moment = fc
  .integer({ min: 1_500_000_000, max: 1_900_000_000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString())

/** Valid vectors, and what somebody typed who did not look. */
const vectors = fc.constantFrom(
  { type: 'CVSS_V3' as const, score: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:H/A:N' },
  { type: 'CVSS_V3' as const, score: 'CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:N' },
  { type: 'CVSS_V4' as const, score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N' },
  { type: 'CVSS_V2' as const, score: 'AV:N/AC:L/Au:N/C:N/I:P/A:N' },
  { type: 'CVSS_V3' as const, score: 'CVSS:3.1/AV:N' },
  { type: 'Ubuntu' as const, score: 'high' },
)

/** Any advisory: a document with what formats say beside it. */
export const advisory: fc.Arbitrary<Advisory> = fc
  .record(
    {
      id: fc.oneof(fc.constantFrom('CVE-2026-10001', 'GHSA-1111-2222-3333', 'anchor-7', 'GO-2026-0001'), someLine(20)),
      modified: moment,
      published: moment,
      withdrawn: moment,
      cve: fc.constantFrom('CVE-2026-10001', 'CVE-2026-10002'),
      severity: fc.uniqueArray(vectors, { maxLength: 3 }),
      publisher: fc.record({ name: someLine(20), namespace: address }),
      cna: fc.record(
        {
          orgId: fc.constantFrom('6f8b1a52-3a5e-4c1c-9d0e-0c6a5a1f2b3c', 'A0000000-0000-4000-8000-00000000000A'),
          shortName: fc.constantFrom('anchor', 'ab'),
        },
        { requiredKeys: ['orgId'] },
      ),
      revision: fc.integer({ min: 1, max: 99 }),
      document: advisoryDocument,
    },
    { requiredKeys: ['id', 'modified', 'severity', 'document'] },
  )
  .map((one) => Advisory.parse(one))
