import { AffectedPackage, AffectedRange } from '../../affected.ts'
import { AdvisoryDocument, Credit, Reference } from '../../document.ts'
import { alias, weakness, webAddress } from '../../fields.ts'
import { cveId } from '../advisory.ts'
import { reading, type Read, type Reading } from '../reading.ts'
import { split } from '../sections.ts'
import type { OsvAffected, OsvRange, OsvRecord } from './record.ts'

type Source = Reading<OsvRecord>
const texts = AdvisoryDocument.shape

/** Reads an OSV record. The credited count as agreed: the record named them in public. */
export function fromOsv(source: OsvRecord): Read {
  const from = reading(source)
  const { record, kept } = from
  from.seen('/schema_version')
  const aliases = [...(record.aliases ?? [])]
  const cve = [record.id, ...aliases].find((id) => cveId.safeParse(id).success)
  const links = (record.references ?? []).map(({ type, url }, index) => ({ type, url, at: `/references/${index}` }))
  const introduced = links.filter(({ type }) => type === 'INTRODUCED')
  const [summary = ''] = kept(texts.summary, record.summary ?? '', '/summary')
  const [title = record.id] = summary === '' ? [] : kept(texts.title, summary, '/summary')
  const [details = ''] = kept(texts.details, record.details ?? '', '/details')
  return from.done({
    id: record.id,
    modified: record.modified,
    ...(record.published === undefined ? {} : { published: record.published }),
    ...(record.withdrawn === undefined ? {} : { withdrawn: record.withdrawn }),
    ...(cve === undefined ? {} : { cve }),
    severity: (record.severity ?? []).map(({ type, score }) => ({ type, score })),
    document: {
      title,
      summary,
      ...split(details),
      affected: (record.affected ?? []).flatMap((part, index) => packageOf(part, `/affected/${index}`, from)),
      cwes: cwesOf(from),
      references: links.flatMap(({ type, url, at }) =>
        type === 'INTRODUCED' ? [] : kept(Reference, { type, url }, at),
      ),
      credits: (record.credits ?? []).flatMap(({ name, type }, index) =>
        kept(Credit, { name, type: type ?? 'OTHER', consent: true }, `/credits/${index}`),
      ),
      aliases: [...new Set(aliases)].flatMap((id, index) => (id === cve ? [] : kept(alias, id, `/aliases/${index}`))),
      introducedBy: [...new Set(introduced.flatMap(({ url, at }) => kept(webAddress, url, at)))],
    },
  })
}

function cwesOf({ record, kept }: Source): string[] {
  const ids = record.database_specific?.['cwe_ids']
  const list = Array.isArray(ids) ? ids.map((id: unknown) => id) : []
  return [...new Set(list.flatMap((id, index) => kept(weakness, id, `/database_specific/cwe_ids/${index}`)))]
}

function packageOf(part: OsvAffected, at: string, from: Source): AffectedPackage[] {
  const ranges = (part.ranges ?? []).flatMap((range, index) => rangesOf(range, `${at}/ranges/${index}`, from))
  const versions = [...(part.versions ?? [])]
  const { ecosystem = '', name = '', purl } = part.package ?? {}
  const named = { ecosystem, name, ...(purl === undefined ? {} : { purl }) }
  return from.kept(AffectedPackage, { package: named, ranges, ...(versions.length === 0 ? {} : { versions }) }, at)
}

/**
 * Splits a range's events into intervals, in the order in which they are written. Beginnings that share an end
 * (usual with branches in git) each become an interval.
 */
function rangesOf(range: OsvRange, at: string, from: Source): AffectedRange[] {
  const base = range.type === 'GIT' ? { type: range.type, repo: range.repo } : { type: range.type }
  const intervals: Record<string, string | undefined>[] = []
  let open: string[] = []
  range.events.forEach(({ introduced, fixed, last_affected: lastAffected, limit }, index) => {
    if (introduced !== undefined) open.push(introduced)
    else if (limit !== undefined) from.lost(`${at}/events/${index}`, 'an advisory has no place for a limit')
    else if (open.length === 0) from.lost(`${at}/events/${index}`, 'nothing is open that this could end')
    else {
      const end = fixed === undefined ? { lastAffected } : { fixed }
      intervals.push(...open.map((beginning) => ({ ...base, introduced: beginning, ...end })))
      open = []
    }
  })
  intervals.push(...open.map((introduced) => ({ ...base, introduced })))
  return intervals.flatMap((interval) => from.kept(AffectedRange, interval, at))
}
