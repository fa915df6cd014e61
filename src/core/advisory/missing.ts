import type { AffectedPackage } from './affected.ts'
import { AdvisoryDocument } from './document.ts'
import { problemsIn, rowInWords, type AdvisoryProblem } from './problems/index.ts'

export type AdvisoryUse = 'announcement' | 'publication'

export interface Gap {
  /** Path in the document, such as `affected[0].package.name`. */
  readonly field: string
  /** The same as the editor shows it, such as `Row 1, Package`. */
  readonly where: string
  /** `missing`: there is nothing yet. Else what is there is wrong. */
  readonly code: 'missing' | AdvisoryProblem['code']
  /** What is missing and why it is wanted, or what is wrong; no full stop at its end. */
  readonly says: string
  /** The way out, as a sentence; empty where that is to write what is missing. */
  readonly instead: string
}

type Lack = Pick<Gap, 'field' | 'says'>

type TextField = 'summary' | 'details' | 'impact' | 'upgrade'

/** R5: the announcement names severity and impact and is actionable. Mitigations are optional (seed's template). */
const texts: Record<TextField, string> = {
  summary: 'One sentence that says what is wrong',
  details: 'What is wrong and how it is reached',
  impact: 'What an attacker gains, and what they need for it (R5)',
  upgrade: 'How users upgrade (R5)',
}

/**
 * What stands between the document and its announcement (R5) or publication (V3): what it lacks, then what contradicts
 * itself. An announcement tells of a release, so it needs a fixed version; a publication is read by machines, so it
 * needs a weakness and a link.
 */
export function missing(document: AdvisoryDocument, use: AdvisoryUse): Gap[] {
  const lacks = lacking(document, use).map(({ field, says }): Gap => ({
    field,
    where: whereOf(document, field),
    code: 'missing',
    says,
    instead: '',
  }))
  return [...lacks, ...problemsIn(document)]
}

/** The title under which the editor shows a field. */
function whereOf(document: AdvisoryDocument, field: string): string {
  if (field.startsWith('affected[')) return rowInWords(document, field)
  const shape: Readonly<Record<string, { meta(): { title?: string | undefined } | undefined }>> = AdvisoryDocument.shape
  return shape[field]?.meta()?.title ?? field
}

function lacking(document: AdvisoryDocument, use: AdvisoryUse): Lack[] {
  const gaps: Lack[] = []
  for (const field of Object.keys(texts) as TextField[]) {
    if (document[field] === '') gaps.push({ field, says: texts[field] })
  }
  if (document.affected.length === 0) gaps.push({ field: 'affected', says: 'Which package is affected' })
  document.affected.forEach((affected, index) => gaps.push(...missingOf(affected, `affected[${index}]`)))
  return [...gaps, ...(use === 'announcement' ? announcementGaps(document) : publicationGaps(document))]
}

function missingOf(affected: AffectedPackage, at: string): Lack[] {
  const gaps: Lack[] = []
  if (affected.package.ecosystem === '') gaps.push({ field: `${at}.package.ecosystem`, says: 'The ecosystem it is in' })
  if (affected.package.name === '') gaps.push({ field: `${at}.package.name`, says: 'The name users install it by' })
  if (affected.ranges.length === 0 && (affected.versions ?? []).length === 0) {
    gaps.push({ field: `${at}.ranges`, says: 'Which versions are affected' })
  }
  return gaps
}

function announcementGaps(document: AdvisoryDocument): Lack[] {
  const told = document.affected.some(({ ranges, versions }) => ranges.length > 0 || (versions ?? []).length > 0)
  const fixed = document.affected.some(({ ranges }) => ranges.some((range) => range.fixed !== undefined))
  return told && !fixed ? [{ field: 'affected[0].ranges', says: 'The version that carries the fix (R5)' }] : []
}

function publicationGaps(document: AdvisoryDocument): Lack[] {
  const gaps: Lack[] = []
  if (document.cwes.length === 0) gaps.push({ field: 'cwes', says: 'The kind of weakness, as a CWE id' })
  if (document.references.length === 0) gaps.push({ field: 'references', says: 'At least one link, such as the fix' })
  return gaps
}
