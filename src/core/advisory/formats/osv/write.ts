import type { AffectedPackage, AffectedRange } from '../../affected.ts'
import { filled } from '../filled.ts'
import type { Advisory } from '../advisory.ts'
import { isPurl } from '../parts.ts'
import { joined } from '../sections.ts'
import { isEcosystem, osvId } from './names.ts'
import { osvSchemaVersion, type OsvAffected, type OsvEvent, type OsvRange, type OsvRecord } from './record.ts'
import { OsvSeverity } from './severity.ts'

/** Writes an OSV record. People who did not agree to be named aren't. */
export function toOsv(advisory: Advisory): OsvRecord {
  const { document, cve } = advisory
  const id = osvId(advisory.id)
  const aliases = [...new Set([...(cve === undefined ? [] : [cve]), ...document.aliases])]
  const details = joined(document)
  const links = [...document.references, ...document.introducedBy.map((url) => ({ type: 'INTRODUCED' as const, url }))]
  const credits = document.credits.filter(({ consent }) => consent).map(({ name, type }) => ({ name, type }))
  return {
    schema_version: osvSchemaVersion,
    id,
    modified: advisory.modified,
    ...(advisory.published === undefined ? {} : { published: advisory.published }),
    ...(advisory.withdrawn === undefined ? {} : { withdrawn: advisory.withdrawn }),
    ...filled(
      'aliases',
      aliases.filter((alias) => alias !== id),
    ),
    summary: document.summary === '' ? document.title : document.summary,
    ...(details === '' ? {} : { details }),
    ...filled(
      'severity',
      advisory.severity.flatMap((score) => OsvSeverity.safeParse(score).data ?? []),
    ),
    ...filled('affected', document.affected.flatMap(affectedOf)),
    ...filled('references', links),
    ...filled('credits', credits),
    // OSV has no field for weaknesses; this is where GitHub's records carry them.
    ...(document.cwes.length === 0 ? {} : { database_specific: { cwe_ids: document.cwes } }),
  }
}

function affectedOf(part: AffectedPackage): OsvAffected[] {
  const { ecosystem, name, purl } = part.package
  if (!isEcosystem(ecosystem)) return []
  return [
    {
      package: { ecosystem, name, ...(purl === undefined || !isPurl(purl) ? {} : { purl }) },
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
  const events: OsvEvent[] = [{ introduced: range.introduced }]
  if (range.fixed !== undefined) events.push({ fixed: range.fixed })
  if (range.lastAffected !== undefined) events.push({ last_affected: range.lastAffected })
  return range.type === 'GIT' ? { type: range.type, repo: range.repo, events } : { type: range.type, events }
}
