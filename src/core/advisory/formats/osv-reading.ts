import { z } from 'zod'
import { AffectedPackage, AffectedRange } from '../affected.ts'
import { AdvisoryDocument, Credit, most, Reference } from '../document.ts'
import { alias, weakness, webAddress } from '../fields.ts'
import type { OsvFacts } from './osv.ts'
import type { OsvAffected, OsvRange, OsvRecord } from './osv-record.ts'

export interface OsvRead {
  readonly document: AdvisoryDocument
  readonly facts: OsvFacts
  /** What the document has no place for or does not accept, each beginning with the record's path. */
  readonly losses: readonly string[]
}

const cveId = /^CVE-\d{4}-\d{4,}$/
const plainText = AdvisoryDocument.pick({ title: true, summary: true, details: true })

/**
 * Reads an OSV record into a document. Impact, mitigations and upgrade steps stay in the details, where OSV has
 * them. The credited count as agreed: the record named them in public.
 */
export function fromOsv(record: OsvRecord): OsvRead {
  const losses: string[] = []
  const aliases = record.aliases ?? []
  const cve = [record.id, ...aliases].find((id) => cveId.test(id))
  const others = [...new Set(aliases)].filter((id) => id !== cve)
  const links = record.references ?? []
  const document: AdvisoryDocument = {
    ...textsOf(record, losses),
    impact: '',
    affected: (record.affected ?? []).flatMap((part, index) => packageOf(part, `affected[${index}]`, losses)),
    cwes: cwesOf(record, losses),
    references: links.flatMap((link, index) =>
      link.type === 'INTRODUCED' ? [] : kept(Reference, link, `references[${index}]`, losses),
    ),
    credits: (record.credits ?? []).flatMap(({ name, type, contact }, index) => {
      if (contact !== undefined) losses.push(`credits[${index}].contact: ways to reach people are not kept`)
      return kept(Credit, { name, type: type ?? 'OTHER', consent: true }, `credits[${index}]`, losses)
    }),
    mitigations: '',
    upgrade: '',
    vulnerableWhen: '',
    aliases: others.flatMap((id, index) => kept(alias, id, `aliases[${index}]`, losses)),
    introducedBy: [...new Set(links.filter((link) => link.type === 'INTRODUCED').map((link) => link.url))].flatMap(
      (url) => kept(webAddress, url, 'references', losses),
    ),
  }
  for (const field of ['related', 'upstream'] as const) {
    if ((record[field] ?? []).length > 0) losses.push(`${field}: the document has no place for it`)
  }
  const facts: OsvFacts = {
    id: record.id,
    modified: record.modified,
    ...(record.published === undefined ? {} : { published: record.published }),
    ...(record.withdrawn === undefined ? {} : { withdrawn: record.withdrawn }),
    ...(cve === undefined ? {} : { cve }),
    severity: record.severity ?? [],
  }
  return { document: AdvisoryDocument.parse({ ...document, ...limited(document, losses) }), facts, losses }
}

/** The value in a list of its own, or an empty list and a line that says why. */
function kept<Kind extends z.ZodType>(kind: Kind, value: unknown, at: string, losses: string[]): z.output<Kind>[] {
  const parsed = kind.safeParse(value)
  if (parsed.success) return [parsed.data]
  losses.push(`${at}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`)
  return []
}

/** The lists at the lengths that a document takes. */
function limited(document: AdvisoryDocument, losses: string[]): Partial<AdvisoryDocument> {
  const names = Object.keys(most) as (keyof typeof most)[]
  const tooLong = names.filter((name) => document[name].length > most[name])
  for (const name of tooLong) losses.push(`${name}: a document takes ${most[name]} of the ${document[name].length}`)
  return Object.fromEntries(tooLong.map((name) => [name, document[name].slice(0, most[name])]))
}

/** OSV's one line is both title and summary: the document may tell them apart, the record does not. */
function textsOf(record: OsvRecord, losses: string[]) {
  const read = { title: record.id, summary: record.summary ?? '', details: record.details ?? '' }
  const { title, summary, details } = plainText.shape
  const [line = ''] = kept(summary, read.summary, 'summary', losses)
  const [heading] = line === '' ? [] : kept(title, line, 'title', losses)
  return {
    title: heading ?? read.title,
    summary: line,
    details: kept(details, read.details, 'details', losses)[0] ?? '',
  }
}

function cwesOf(record: OsvRecord, losses: string[]): string[] {
  const { cwe_ids: ids = [], ...rest } = record.database_specific ?? {}
  for (const name of Object.keys(rest)) losses.push(`database_specific.${name}: the document has no place for it`)
  const list = Array.isArray(ids) ? [...new Set(ids)] : [ids]
  return list.flatMap((id) => kept(weakness, id, 'database_specific.cwe_ids', losses))
}

function packageOf(part: OsvAffected, at: string, losses: string[]): AffectedPackage[] {
  const nowhere = ['severity', 'ecosystem_specific', 'database_specific'] as const
  for (const field of nowhere) {
    if (Object.keys(part[field] ?? {}).length > 0) losses.push(`${at}.${field}: the document has no place for it`)
  }
  const ranges = (part.ranges ?? []).flatMap((range, index) => rangesOf(range, `${at}.ranges[${index}]`, losses))
  const versions = part.versions ?? []
  const affected = {
    package: part.package ?? { ecosystem: '', name: '' },
    ranges,
    ...(versions.length === 0 ? {} : { versions }),
  }
  return kept(AffectedPackage, affected, at, losses)
}

/**
 * Splits a range's events into intervals, in the order in which they are written. Beginnings that share an end
 * (usual with branches in git) each become an interval.
 */
function rangesOf(range: OsvRange, at: string, losses: string[]): AffectedRange[] {
  if (range.database_specific !== undefined) losses.push(`${at}.database_specific: the document has no place for it`)
  if (range.type !== 'GIT' && range.repo !== undefined) losses.push(`${at}.repo: only git ranges have one here`)
  const base = range.type === 'GIT' ? { type: range.type, repo: range.repo } : { type: range.type }
  const intervals: Record<string, string>[] = []
  let open: string[] = []
  for (const event of range.events) {
    if ('introduced' in event) {
      open.push(event.introduced)
      continue
    }
    const [name, end] =
      'fixed' in event
        ? ['fixed', event.fixed]
        : 'limit' in event
          ? ['limit', event.limit]
          : ['lastAffected', event.last_affected]
    if (name === 'limit') losses.push(`${at}: the limit ${end} has no place in the document`)
    else if (open.length === 0) losses.push(`${at}: nothing open that ${end} could end`)
    else {
      intervals.push(...open.map((introduced) => ({ ...base, introduced, [name ?? '']: end ?? '' })))
      open = []
    }
  }
  intervals.push(...open.map((introduced) => ({ ...base, introduced })))
  return intervals.flatMap((interval) => kept(AffectedRange, interval, at, losses))
}
