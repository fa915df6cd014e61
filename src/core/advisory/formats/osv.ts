import type { AffectedPackage, AffectedRange } from '../affected.ts'
import type { AdvisoryDocument } from '../document.ts'
import { isEcosystem, isOsvId } from './osv-names.ts'
import { osvSchemaVersion, type OsvAffected, type OsvRange, type OsvRecord } from './osv-record.ts'
import { OsvSeverity } from './osv-severity.ts'

/** What a record says beside the document. Times are ISO 8601. */
export interface OsvFacts {
  readonly id: string
  readonly published?: string
  readonly modified: string
  readonly withdrawn?: string
  readonly cve?: string
  /** Vectors, one per version of CVSS. */
  readonly severity: readonly { readonly type: OsvSeverity['type']; readonly score: string }[]
}

export interface OsvWritten {
  readonly record: OsvRecord
  /** What OSV has no place for, each beginning with the field's path; nothing is left out without a line here. */
  readonly losses: readonly string[]
}

/**
 * Fields that OSV has no place of its own for become sections of `details`, as readers know them from
 * GitHub's advisories; headings are the announcement template's.
 */
const sections = [
  ['impact', 'Impact'],
  ['vulnerableWhen', 'Am I vulnerable?'],
  ['mitigations', 'How do I mitigate the vulnerability?'],
  ['upgrade', 'How do I upgrade?'],
] as const

/**
 * Writes an OSV 1.7 record (https://ossf.github.io/osv-schema/). People who did not agree to be named aren't.
 * Throws `RangeError` on a time that isn't one.
 */
export function toOsv(document: AdvisoryDocument, facts: OsvFacts): OsvWritten {
  const losses: string[] = []
  const id = isOsvId(facts.id) ? facts.id : `x_${facts.id}`
  if (id !== facts.id) losses.push(`id: ${facts.id} is not of a database that OSV knows; written as ${id}`)
  if (document.summary !== '' && document.summary !== document.title) {
    losses.push('title: OSV has one line, and the summary stands there')
  }
  const aliases = [...new Set([...(facts.cve === undefined ? [] : [facts.cve]), ...document.aliases])]
  const details = detailsOf(document, losses)
  const credits = creditsOf(document, losses)
  const severity = facts.severity.flatMap((score) => severityOf(score, losses))
  const affected = document.affected.flatMap((part, index) => affectedOf(part, `affected[${index}]`, losses))
  const references = [
    ...document.references,
    ...document.introducedBy.map((url) => ({ type: 'INTRODUCED' as const, url })),
  ]
  const record: OsvRecord = {
    schema_version: osvSchemaVersion,
    id,
    modified: utc(facts.modified),
    ...(facts.published === undefined ? {} : { published: utc(facts.published) }),
    ...(facts.withdrawn === undefined ? {} : { withdrawn: utc(facts.withdrawn) }),
    ...filled(
      'aliases',
      aliases.filter((alias) => alias !== id),
    ),
    summary: document.summary === '' ? document.title : document.summary,
    ...(details === '' ? {} : { details }),
    ...filled('severity', severity),
    ...filled('affected', affected),
    ...filled('references', references),
    ...filled('credits', credits),
    // OSV has no field for weaknesses; this is where GitHub's records carry them.
    ...(document.cwes.length === 0 ? {} : { database_specific: { cwe_ids: document.cwes } }),
  }
  return { record, losses }
}

function utc(time: string): string {
  return Temporal.Instant.from(time).toString()
}

function filled<Name extends string, Item>(name: Name, list: readonly Item[]): { [key in Name]?: Item[] } {
  return list.length === 0 ? {} : ({ [name]: [...list] } as { [key in Name]: Item[] })
}

function detailsOf(document: AdvisoryDocument, losses: string[]): string {
  const parts = document.details === '' ? [] : [document.details]
  for (const [field, heading] of sections) {
    if (document[field] === '') continue
    parts.push(`## ${heading}\n\n${document[field]}`)
    losses.push(`${field}: OSV has no field for it; it stands in the details under its own heading`)
  }
  return parts.join('\n\n')
}

function creditsOf(document: AdvisoryDocument, losses: string[]) {
  const agreed = document.credits.filter((credit) => credit.consent)
  const rest = document.credits.length - agreed.length
  if (rest > 0) losses.push(`credits: ${rest} left out, who did not agree to be named`)
  return agreed.map(({ name, type }) => ({ name, type }))
}

function severityOf(score: OsvFacts['severity'][number], losses: string[]): OsvSeverity[] {
  const parsed = OsvSeverity.safeParse(score)
  if (parsed.success) return [parsed.data]
  losses.push(`severity: OSV does not accept this ${score.type} vector`)
  return []
}

function affectedOf(part: AffectedPackage, at: string, losses: string[]): OsvAffected[] {
  const { ecosystem, name, purl } = part.package
  if (!isEcosystem(ecosystem)) {
    losses.push(`${at}: OSV knows no ecosystem "${ecosystem}"`)
    return []
  }
  return [
    {
      package: { ecosystem, name, ...(purl === undefined ? {} : { purl }) },
      ...filled('ranges', part.ranges.map(rangeOf)),
      ...filled('versions', part.versions ?? []),
    },
  ]
}

/**
 * One OSV range per interval: events of one range are sorted before they are evaluated, so intervals that overlap
 * would change their meaning in a common one.
 */
function rangeOf(range: AffectedRange): OsvRange {
  const events: OsvRange['events'] = [{ introduced: range.introduced }]
  if (range.fixed !== undefined) events.push({ fixed: range.fixed })
  if (range.lastAffected !== undefined) events.push({ last_affected: range.lastAffected })
  return range.type === 'GIT' ? { type: range.type, repo: range.repo, events } : { type: range.type, events }
}
