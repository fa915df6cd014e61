import { AffectedPackage, type AffectedRange } from '../../affected.ts'
import { AdvisoryDocument, Credit, Reference } from '../../document.ts'
import { alias, version as plainVersion, weakness, webAddress } from '../../fields.ts'
import { severityOf } from '../cvss/index.ts'
import { ecosystemOf, linkType, type CreditType } from '../names/index.ts'
import { scored } from '../parts.ts'
import { reading, type Read, type Reading } from '../reading.ts'
import { split } from '../sections.ts'
import { fromGithub } from './ranges.ts'
import { isGlobal, type GlobalAdvisory, type RepositoryAdvisory } from './record.ts'
import { referencesHeading } from './write.ts'

type Source = Reading<RepositoryAdvisory | GlobalAdvisory>
const texts = AdvisoryDocument.shape

/** Reads an advisory as GitHub's API gives it, of a repository or of the database. */
export function fromGhsa(source: RepositoryAdvisory | GlobalAdvisory): Read {
  const from = reading(source)
  const { record, kept } = from
  const { ghsa_id: ghsa, cve_id: cve, withdrawn_at: withdrawn, updated_at: updated, published_at: published } = record
  from.seen('/url', '/html_url', '/identifiers', '/cwe_ids', '/state', '/type', '/severity', '/repository_advisory_url')
  const ids = (source.identifiers ?? []).map(({ value }) => value).filter((id) => id !== ghsa && id !== cve)
  const { text, links } = linksOf(record.description ?? '', from)
  const listed = isGlobal(record) ? (record.references ?? []) : []
  const references = [
    ...links,
    ...[...listed].flatMap((url, index) => kept(Reference, { type: 'WEB', url }, `/references/${index}`)),
  ]
  const details = kept(texts.details, text, '/description')[0] ?? ''
  return from.done({
    id: ghsa === '' ? (cve ?? 'unnumbered') : ghsa,
    modified: updated ?? published ?? '1970-01-01T00:00:00Z',
    ...(published === null ? {} : { published }),
    ...(withdrawn === null ? {} : { withdrawn }),
    ...(cve === null ? {} : { cve }),
    severity: severitiesOf(from, source),
    document: {
      title: kept(texts.title, record.summary, '/summary')[0] ?? (ghsa === '' ? 'Untitled' : ghsa),
      ...split(details),
      affected: packagesOf(from),
      cwes: [...new Set((record.cwes ?? []).flatMap(({ cwe_id: id }, index) => weaknessOf(id, index, from)))],
      references: references.flatMap((link) => ('type' in link ? [link] : [])),
      introducedBy: [...new Set(references.flatMap((link) => ('introduced' in link ? [link.introduced] : [])))],
      credits: creditsOf(from),
      aliases: [...new Set(ids)].flatMap((id) => kept(alias, id, '/identifiers')),
    },
  })
}

function weaknessOf(id: string, index: number, from: Source): string[] {
  from.seen(`/cwes/${index}/name`)
  return from.kept(weakness, id, `/cwes/${index}`)
}

/** `cvss` is the older field for one of the vectors. GitHub's class follows from the vector, where there is one. */
function severitiesOf(from: Source, source: RepositoryAdvisory | GlobalAdvisory) {
  const { cvss_severities: both, cvss } = source
  const vectors = [both?.cvss_v3?.vector_string, both?.cvss_v4?.vector_string, cvss?.vector_string]
  from.seen('/cvss', '/cvss_severities')
  const found = [...new Set(vectors)].flatMap((vector) => {
    if (vector === undefined || vector === null) return []
    const read = scored(vector)
    if (read === undefined) from.lost('/cvss_severities', `not kept: ${vector.slice(0, 200)} is no valid vector`)
    return read === undefined ? [] : [severityOf({ version: read.version, vectorString: vector })]
  })
  if (found.length === 0 && source.severity !== null) from.lost('/severity', 'an advisory has its class from a vector')
  return found
}

type Link = Reference | { readonly introduced: string }

/** The list of links at the end of a description that this product wrote. */
function linksOf(description: string, from: Source): { readonly text: string; readonly links: Link[] } {
  const start = description.lastIndexOf(referencesHeading)
  if (start === -1) return { text: description, links: [] }
  const lines = description.slice(start + referencesHeading.length).split('\n')
  const links = lines.map((line): Link[] => {
    const [, words = '', url = ''] = /^- ([A-Z][a-z ]+): (\S+)$/.exec(line) ?? []
    const type = linkType('words', words)
    if (type === undefined) return []
    if (type !== 'INTRODUCED') return from.kept(Reference, { type, url }, '/description')
    return from.kept(webAddress, url, '/description').map((introduced) => ({ introduced }))
  })
  if (links.some((found) => found.length === 0)) return { text: description, links: [] }
  return { text: description.slice(0, start), links: links.flat() }
}

/** Neighbouring entries of one package are its ranges and versions. */
function packagesOf(from: Source): AffectedPackage[] {
  const found: { package: { ecosystem: string; name: string }; ranges: AffectedRange[]; versions: string[] }[] = []
  ;(from.record.vulnerabilities ?? []).forEach((one, index) => {
    const at = `/vulnerabilities/${index}`
    const ecosystem = ecosystemOf('github', one.package?.ecosystem ?? '')
    const name = one.package?.name ?? ''
    const last = found.at(-1)
    const same = last !== undefined && last.package.ecosystem === ecosystem && last.package.name === name
    const part = same ? last : { package: { ecosystem, name }, ranges: [], versions: [] }
    if (!same) found.push(part)
    const patched = 'patched_versions' in one ? one.patched_versions : one.first_patched_version
    const range = one.vulnerable_version_range
    const read = range === null || range === '' ? undefined : fromGithub(range)
    if (read === undefined && range !== null && range !== '') {
      from.lost(`${at}/vulnerable_version_range`, 'this is neither one version nor one interval with its first version')
    }
    if (read !== undefined && 'version' in read) part.versions.push(...from.kept(plainVersion, read.version, at))
    if (read === undefined || !('range' in read)) {
      if (patched !== null && patched !== '') from.lost(`${at}/patched_versions`, 'no range ends with it')
      return
    }
    const { range: interval } = read
    if (patched !== null && patched !== '' && patched !== interval.fixed) {
      from.lost(`${at}/patched_versions`, 'another version than the one that ends the range')
    }
    part.ranges.push(interval)
  })
  return found.flatMap(({ versions, ...part }, index) =>
    from.kept(
      AffectedPackage,
      { ...part, ...(versions.length === 0 ? {} : { versions }) },
      `/vulnerabilities/${index}`,
    ),
  )
}

/** GitHub credits accounts: the login stands for the name. */
function creditsOf(from: Source): Credit[] {
  const of = (name: string, type: string, at: string) =>
    from.kept(Credit, { name, type: type.toUpperCase() as CreditType, consent: true }, at)
  const { record } = from
  if (isGlobal(record)) {
    return (record.credits ?? []).flatMap(({ user, type }, index) => of(user.login, type, `/credits/${index}`))
  }
  from.seen('/credits_detailed')
  return (record.credits ?? []).flatMap(({ login = '', type = 'other' }, index) => of(login, type, `/credits/${index}`))
}
