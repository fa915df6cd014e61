import { stamp } from '../../core/clock/index.ts'
import {
  Advisory,
  formats,
  osvFormat,
  textIn,
  writeRecord,
  type AdvisoryDocument,
  type Format,
  type OsvRecord,
  type Written,
} from '../../core/advisory/index.ts'
import type { Community } from '../../core/community/index.ts'
import type { CaseId, Recorded } from '../../core/kernel/index.ts'
import { isPublished, publicId, thanked, type Case, type CaseEvent } from '../../core/process/index.ts'
import { publicChanges, type CaseView } from '../cases/index.ts'
import { theCommunity } from '../community/index.ts'
import type { PublishedRow } from '../ports/index.ts'
import type { World } from '../world.ts'

/** An advisory as everyone may read it. Nothing else of its case is public. */
export interface PublicAdvisory {
  readonly id: string
  readonly document: AdvisoryDocument
  readonly severity: { readonly class: string; readonly score: number | null; readonly vector: string | null } | null
  readonly release: { readonly project: string; readonly version: string } | null
  readonly published: string
  readonly modified: string
  readonly announcement: string | null
  /** How often it was issued, from 1. */
  readonly revision: number
}

/** The newest advisories first, each once, under the id it has now. */
export async function publicAdvisories(world: World, limit = 100): Promise<readonly PublicAdvisory[]> {
  const rows = await world.store.published(world.community, limit)
  const found = await Promise.all(rows.map(async (row) => ({ row, advisory: await advisoryOf(world, row) })))
  return found.flatMap(({ row, advisory }) => (advisory?.id === row.id ? [advisory] : []))
}

/**
 * One advisory by its public id; `undefined` for every other id, whatever case it may belong to. An id that it had
 * before leads to it, too: its own `id` then says where it stands now.
 */
export async function publicAdvisory(world: World, id: string): Promise<PublicAdvisory | undefined> {
  const row = await world.store.publishedById(id)
  return row === undefined || row.community !== world.community ? undefined : advisoryOf(world, row)
}

/** Who issues advisories, as records name them. `cna`: left out where the organisation’s id is not known. */
export type Issuer = Required<Pick<Advisory, 'publisher'>> & Pick<Advisory, 'cna'>

export function issuerOf({ name, address, cna }: Community): Issuer {
  const known = cna === null || cna.orgId === '' ? {} : { cna: { orgId: cna.orgId, shortName: cna.org } }
  return { publisher: { name, namespace: address }, ...known }
}

/** A CVE record names the organisation that answers for it: it is no format of a community whose id is not known. */
export function formatsBy({ cna }: Issuer): readonly Format[] {
  return formats.filter(({ name }) => name !== 'cve' || cna !== undefined)
}

/** The advisory in a format, with what the format does not keep; published by the community. */
export async function publishedAs(world: World, advisory: PublicAdvisory, format: Format): Promise<Written> {
  return writeRecord(format, issued(advisory, issuerOf(await theCommunity(world))))
}

/** The same text alone; who asks for many of them gives the issuer. */
export function publishedText(advisory: PublicAdvisory, format: Format, issuer: Issuer): string {
  return textIn(format, issued(advisory, issuer))
}

/** The advisory as an OSV record. */
export function osvOf(advisory: PublicAdvisory): OsvRecord {
  return JSON.parse(textIn(osvFormat, issued(advisory))) as OsvRecord
}

function issued({ id, document, severity, published, modified, revision }: PublicAdvisory, issuer?: Issuer): Advisory {
  return Advisory.parse({
    id,
    published,
    modified,
    revision,
    ...(id.startsWith('CVE-') ? { cve: id } : {}),
    ...issuer,
    severity: severity?.vector == null ? [] : [{ type: typeOf(severity.vector), score: severity.vector }],
    document,
  })
}

function typeOf(vector: string): 'CVSS_V2' | 'CVSS_V3' | 'CVSS_V4' {
  if (vector.startsWith('CVSS:4')) return 'CVSS_V4'
  return vector.startsWith('CVSS:3') ? 'CVSS_V3' : 'CVSS_V2'
}

/** What a row of the published ones leads to, under the id that it has now; `undefined` where its case was erased. */
export async function advisoryOf(world: World, row: PublishedRow): Promise<PublicAdvisory | undefined> {
  const { state: c, records } = await world.records.read('case', row.case satisfies CaseId)
  const document = c?.advisory.at(-1)?.document
  if (c === null || document === undefined || !isPublished(c)) return undefined
  return { ...shownOf(c, document), published: row.published, modified: row.modified, revision: revisionOf(records) }
}

/** What everybody would read if a document were announced now. */
export function previewOf({ case: c, now }: CaseView, document: AdvisoryDocument): PublicAdvisory {
  const at = stamp(now)
  return { ...shownOf(c, document), published: at, modified: at, revision: 1 }
}

/** Nobody is named who did not agree. */
function shownOf(c: Case, document: AdvisoryDocument): Omit<PublicAdvisory, 'published' | 'modified' | 'revision'> {
  return {
    id: publicId(c),
    document: { ...document, credits: thanked(c, document) },
    severity:
      c.severity === null ? null : { class: c.severity.class, score: c.severity.score, vector: c.severity.vector },
    release: c.release === null ? null : { project: c.release.project, version: c.release.version },
    announcement: c.listLink,
  }
}

/** Acts at one instant are one revision; what changed before the announcement is none. */
function revisionOf(records: readonly Recorded<CaseEvent>[]): number {
  return Math.max(1, new Set(publicChanges(records).map(({ at }) => at)).size)
}
