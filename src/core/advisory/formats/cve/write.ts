import type { AffectedPackage, AffectedRange } from '../../affected.ts'
import { filled } from '../filled.ts'
import type { Advisory } from '../advisory.ts'
import { cvssObjects } from '../cvss/index.ts'
import { creditInWords, cweName, ecosystem, links } from '../names/index.ts'
import { isPurl } from '../parts.ts'
import { isWithin } from './parts.ts'
import { cveDataVersion, type CnaContainer, type PublishedCve } from './record.ts'

/** Stands where CVE wants an organisation and the advisory names none. */
export const nobody = '00000000-0000-4000-8000-000000000000'
/** Stands where CVE wants a vendor or a product and the advisory names none: the word that CVE's own records use. */
export const unnamed = 'n/a'

/** The whole record where the advisory has a CVE id, else the CNA container alone, which takes no id. */
export function toCve(advisory: Advisory): PublishedCve | CnaContainer {
  const { cve, cna } = advisory
  const modified = told(advisory.modified)
  const published = told(advisory.published)
  const orgId = cna?.orgId ?? nobody
  const shortName = cna?.shortName
  const dateUpdated = modified === undefined ? {} : { dateUpdated: modified }
  const provider = { orgId, ...(shortName === undefined ? {} : { shortName }), ...dateUpdated }
  if (cve === undefined) return containerOf(advisory, provider)
  return {
    dataType: 'CVE_RECORD',
    dataVersion: cveDataVersion,
    cveMetadata: {
      cveId: cve,
      assignerOrgId: orgId,
      ...(shortName === undefined ? {} : { assignerShortName: shortName }),
      state: 'PUBLISHED',
      ...dateUpdated,
      ...(published === undefined ? {} : { datePublished: published }),
    },
    containers: { cna: containerOf(advisory, provider) },
  }
}

/** Some databases write the year 1 where they know none. */
function told(time: string | undefined): string | undefined {
  return time === undefined || isWithin(time) ? time : undefined
}

const described = (value: string) => ({ lang: 'en', value })

function containerOf(advisory: Advisory, providerMetadata: CnaContainer['providerMetadata']): CnaContainer {
  const { document, id, cve } = advisory
  const published = told(advisory.published)
  const texts = [document.summary, document.details].filter((text) => text !== '').map(first4096)
  const credits = document.credits
    .filter(({ consent }) => consent)
    .map(({ name, type }) => ({ ...described(name), type: creditInWords(type).toLowerCase() as 'finder' }))
  const affected = document.affected.map(affectedOf)
  const nothing = [{ vendor: unnamed, product: unnamed, defaultStatus: 'unknown' as const }]
  return {
    providerMetadata,
    title: document.title,
    ...(published === undefined ? {} : { datePublic: published }),
    descriptions: distinct((texts.length === 0 ? [document.title] : texts).map(described)),
    affected: affected.length === 0 ? nothing : affected,
    ...filled(
      'problemTypes',
      document.cwes.map((cweId) => ({
        descriptions: [{ lang: 'en', description: cweName(cweId) ?? cweId, cweId, type: 'CWE' }],
      })),
    ),
    ...filled(
      'impacts',
      texted(document.impact).map((text) => ({ descriptions: [text] })),
    ),
    ...filled(
      'metrics',
      cvssObjects(advisory).map((object) => ({
        format: 'CVSS',
        [`cvssV${object.version.replace('.', '_')}`]: object,
      })),
    ),
    ...filled('configurations', texted(document.vulnerableWhen)),
    ...filled('workarounds', texted(document.mitigations)),
    ...filled('solutions', texted(document.upgrade)),
    references: referencesOf(advisory),
    ...filled(
      'timeline',
      document.timeline
        .filter(({ at }) => isWithin(at))
        .map(({ at, says }) => ({ time: at.length === 10 ? `${at}T00:00:00Z` : at, ...described(says) })),
    ),
    ...filled('credits', distinct(credits)),
    ...(id === cve ? {} : { source: { advisory: id } }),
  }
}

const texted = (text: string) => (text === '' ? [] : [described(first4096(text))])

/** CVE's texts end at 4096 characters; the rest is told as lost. */
function first4096(text: string): string {
  if (text.length <= 4096) return text
  return Array.from(text.slice(0, 8192)).slice(0, 4096).join('').trim()
}

function referencesOf({ document, publisher }: Advisory): CnaContainer['references'] {
  const all = [
    ...document.references,
    ...document.introducedBy.map((url) => ({ type: 'INTRODUCED' as const, url })),
  ].map(({ type, url }) => {
    const { tag } = links[type]
    return tag === undefined ? { url } : { url, tags: [tag] }
  })
  if (all.length > 0) return distinct(all)
  return [{ url: publisher?.namespace ?? 'https://www.cve.org/', tags: ['not-applicable'] }]
}

function affectedOf({ package: named, ranges, versions = [] }: AffectedPackage): CnaContainer['affected'][number] {
  const { collection } = ecosystem(named.ecosystem)
  const repo = ranges.flatMap((range) => (range.type === 'GIT' ? [range.repo] : []))[0]
  const entries = [
    ...ranges.flatMap((range) => (range.type === 'GIT' && range.repo !== repo ? [] : [entryOf(range)])),
    ...versions.map((version) => ({ version, status: 'affected' as const })),
  ]
  const collected = collection !== undefined && named.name !== ''
  return {
    ...(collected
      ? { collectionURL: collection, packageName: named.name }
      : { vendor: unnamed, product: named.name === '' ? unnamed : named.name }),
    ...(named.purl === undefined || !isPurl(named.purl) ? {} : { packageURL: named.purl }),
    ...(repo === undefined ? {} : { repo }),
    ...(entries.length === 0 ? {} : { versions: distinct(entries) }),
    defaultStatus: entries.length === 0 ? 'unknown' : 'unaffected',
  }
}

const versionTypes = { SEMVER: 'semver', ECOSYSTEM: 'custom', GIT: 'git' } as const

function entryOf(range: AffectedRange) {
  const { introduced, fixed, lastAffected } = range
  const end = lastAffected === undefined ? { lessThan: fixed ?? '*' } : { lessThanOrEqual: lastAffected }
  return { version: introduced, status: 'affected' as const, ...end, versionType: versionTypes[range.type] }
}

/** CVE's lists hold nothing twice. */
function distinct<Item>(list: readonly Item[]): Item[] {
  return [...new Map(list.map((item) => [JSON.stringify(item), item])).values()]
}
