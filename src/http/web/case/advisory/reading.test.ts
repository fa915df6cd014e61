import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AdvisoryDocument } from '../../../../core/advisory/index.ts'
import { advisoryDocument } from '../../../../../tests/arbitraries/advisory.ts'
import { fieldAt, outlineOf, sheetSent } from './reading.ts'
import { sentOf } from '../../../../../tests/kit/sheetSent.ts'
import { emptyRow, sheetOf, type AffectedRow, type Sheet } from './sheet.ts'

const blank = sheetOf(AdvisoryDocument.parse({ title: 'Anchor' }))
const withRows = (...rows: Partial<AffectedRow>[]): Sheet => ({
  ...blank,
  affected: rows.map((row) => ({ ...emptyRow, ...row })),
})
const affectedIn = (sheet: Sheet) => AdvisoryDocument.parse(outlineOf(sheet).document).affected

const fromTheFirst = { type: 'SEMVER', introduced: '0' }

/** A package of which nobody said which versions: in the form, that means all of them. */
function saysNoVersion({ package: { ecosystem, name }, ranges, versions = [] }: AdvisoryDocument['affected'][number]) {
  return ecosystem !== '' && name !== '' && ranges.length === 0 && versions.length === 0
}

it('loses nothing of any document on its way through the form', () => {
  fc.assert(
    fc.property(advisoryDocument, (document) => {
      // An entry that says nothing at all is a row that was left empty.
      const affected = document.affected.filter(
        ({ package: { ecosystem, name, purl }, ranges, versions }) =>
          ecosystem !== '' || name !== '' || purl !== undefined || ranges.length > 0 || versions !== undefined,
      )
      const sheet = sheetSent(sentOf(sheetOf({ ...document, affected })))
      const explicit = affected.map((entry) => (saysNoVersion(entry) ? { ...entry, ranges: [fromTheFirst] } : entry))
      expect(AdvisoryDocument.parse(outlineOf(sheet).document)).toEqual({ ...document, affected: explicit })
    }),
    { numRuns: 300 },
  )
})

describe('rows of affected versions', () => {
  it('take versions as people write them', () => {
    expect(affectedIn(withRows({ ecosystem: 'Go', name: 'example.org/anchor', fixed: 'v1.2.4' }))).toEqual([
      {
        package: { ecosystem: 'Go', name: 'example.org/anchor' },
        ranges: [{ type: 'SEMVER', introduced: '0', fixed: '1.2.4' }],
      },
    ])
  })

  it('mean all versions from the very first, where none is named', () => {
    const whole = { ecosystem: 'Go', name: 'example.org/anchor' }
    expect(affectedIn(withRows(whole))).toEqual([{ package: whole, ranges: [fromTheFirst] }])
    const ranges = (row: Partial<AffectedRow>) => affectedIn(withRows(row)).map((entry) => entry.ranges)
    expect(ranges({ ...whole, versions: '1.0.0 1.0.1' })).toEqual([[]])
    expect(ranges({ name: 'anchor' })).toEqual([[]])
    expect(ranges({ ...whole, type: 'ECOSYSTEM' })).toEqual([[{ type: 'ECOSYSTEM', introduced: '0' }]])
  })

  it('keep an ecosystem’s own versions as they are', () => {
    const [entry] = affectedIn(withRows({ ecosystem: 'PyPI', name: 'anchor', introduced: '1.0', fixed: '1.2rc1' }))
    expect(entry?.ranges).toEqual([{ type: 'ECOSYSTEM', introduced: '1.0', fixed: '1.2rc1' }])
  })

  it('of one package are one entry', () => {
    const anchor = { ecosystem: 'Go', name: 'example.org/anchor' }
    const entries = affectedIn(
      withRows({ ...anchor, group: '1', fixed: '1.2.4' }, { ...anchor, introduced: '2.0.0', fixed: '2.1.0' }),
    )
    expect(entries.map(({ ranges }) => ranges.length)).toEqual([2])
  })

  it('go when they are emptied', () => {
    expect(affectedIn(withRows({ group: '1' }, {}))).toEqual([])
  })
})

it('reads a timeline as people write it', () => {
  const sheet = { ...blank, timeline: ['2026-02-01: Fixed', '2026-01-31T16:00Z  Reported: by mail'] }
  expect(AdvisoryDocument.parse(outlineOf(sheet).document).timeline).toEqual([
    { at: '2026-01-31T16:00:00Z', says: 'Reported: by mail' },
    { at: '2026-02-01', says: 'Fixed' },
  ])
})

it('writes a time as it may be written, and reads it again', () => {
  const lines = ['2026-01-31 16:00 UTC Reported', '2026-01-31 16:00:30 UTC Answered', '2026-02-01 Fixed']
  const document = AdvisoryDocument.parse(outlineOf({ ...blank, timeline: lines }).document)
  expect(document.timeline.map(({ at }) => at)).toEqual(['2026-01-31T16:00:00Z', '2026-01-31T16:00:30Z', '2026-02-01'])
  expect(sheetOf(document).timeline).toEqual(lines)
})

describe('what is wrong', () => {
  it.each([
    [withRows({}, { ecosystem: 'Go', name: 'a', type: 'SEMVER', fixed: '1.x' }), 'affected-1-fixed'],
    [withRows({ ecosystem: 'Go', name: 'a', purl: 'nonsense' }), 'affected-0-purl'],
    [{ ...blank, references: ['FIX nowhere'] }, 'references'],
    [{ ...blank, timeline: ['yesterday Reported'] }, 'timeline'],
    [{ ...blank, lists: { ...blank.lists, cwes: ['347'] } }, 'cwes'],
    [{ ...blank, texts: { ...blank.texts, title: '' } }, 'title'],
    [
      {
        ...blank,
        credits: [
          { name: '', type: '', consent: false },
          { name: 'Ada', type: 'BOSS', consent: true },
        ],
      },
      'credit-1-name',
    ],
  ])('is said at the field where it stands: %#', (sheet, field) => {
    const { document, places } = outlineOf(sheet)
    const problems = AdvisoryDocument.safeParse(document).error?.issues ?? []
    const paths = problems.map(({ path }) =>
      path.reduce<string>(
        (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
        'document',
      ),
    )
    expect(paths.map((path) => fieldAt(path, places))).toEqual([field])
  })
})
