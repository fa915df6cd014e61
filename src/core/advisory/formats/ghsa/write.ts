import type { AffectedPackage } from '../../affected.ts'
import type { Advisory } from '../advisory.ts'
import { cvssObjects } from '../cvss/index.ts'
import { cweName, ecosystem, links, type LinkType } from '../names/index.ts'
import { joined } from '../sections.ts'
import { toGithub } from './ranges.ts'
import type { RepositoryAdvisory } from './record.ts'

const ghsaId = /^GHSA(?:-[0-9a-z]{4}){3}$/
export const isGhsaId = (id: string) => ghsaId.test(id)

/** The heading below which GitHub's own template has the links, too. */
export const referencesHeading = '\n\n## References\n\n'

/** Writes the shape of a repository's advisory. Fields that only GitHub can fill are empty. */
export function toGhsa(advisory: Advisory): RepositoryAdvisory {
  const { id, cve, document, modified, published, withdrawn } = advisory
  const ids = [...new Set([id, ...document.aliases].filter(isGhsaId))]
  const [ghsa = ''] = ids
  const vectors = cvssObjects(advisory)
  const v3 = vectors.find(({ version }) => version === '3.1' || version === '3.0')
  const v4 = vectors.find(({ version }) => version === '4.0')
  const [three = null, four = null] = [v3, v4].map((object) =>
    object === undefined ? null : { vector_string: object.vectorString, score: object.baseScore },
  )
  const rated = (v4 ?? v3)?.baseSeverity?.toLowerCase()
  const page = `https://github.com/advisories${ghsa === '' ? '' : `/${ghsa}`}`
  const description = joined(document) + linked(document)
  return {
    ghsa_id: ghsa,
    cve_id: cve ?? null,
    url: ghsa === '' ? 'https://api.github.com/advisories' : `https://api.github.com/advisories/${ghsa}`,
    html_url: page,
    summary: document.title,
    description: description === '' ? null : [...description].slice(0, 65_535).join(''),
    severity: rated === undefined || rated === 'none' ? null : (rated as 'low'),
    author: null,
    publisher: null,
    identifiers: [
      ...ids.map((value) => ({ type: 'GHSA' as const, value })),
      ...(cve === undefined ? [] : [{ type: 'CVE' as const, value: cve }]),
    ],
    state: withdrawn === undefined ? 'published' : 'withdrawn',
    created_at: null,
    updated_at: modified,
    published_at: published ?? null,
    closed_at: null,
    withdrawn_at: withdrawn ?? null,
    submission: null,
    vulnerabilities: document.affected.flatMap(vulnerabilitiesOf),
    cvss: four ?? three,
    cvss_severities: { cvss_v3: three, cvss_v4: four },
    cwes: document.cwes.map((weakness) => ({ cwe_id: weakness, name: cweName(weakness) ?? weakness })),
    cwe_ids: document.cwes,
    credits: [],
    credits_detailed: [],
    collaborating_users: null,
    collaborating_teams: null,
    private_fork: null,
  }
}

function linked({ references, introducedBy }: Advisory['document']): string {
  const all: { type: LinkType; url: string }[] = [
    ...references,
    ...introducedBy.map((url) => ({ type: 'INTRODUCED' as const, url })),
  ]
  if (all.length === 0) return ''
  return referencesHeading + all.map(({ type, url }) => `- ${links[type].words}: ${url}`).join('\n')
}

function vulnerabilitiesOf({ package: named, ranges, versions = [] }: AffectedPackage) {
  const base = {
    package: { ecosystem: (ecosystem(named.ecosystem).github ?? 'other') as 'other', name: named.name },
    vulnerable_functions: [],
  }
  const found = ranges.flatMap((range) =>
    range.type === 'GIT' ? [] : [{ vulnerable_version_range: toGithub(range), patched_versions: range.fixed ?? null }],
  )
  const single = versions.map((version) => ({ vulnerable_version_range: `= ${version}`, patched_versions: null }))
  const none = { vulnerable_version_range: null, patched_versions: null }
  const all = [...found, ...single]
  return (all.length === 0 ? [none] : all).map(({ vulnerable_version_range, patched_versions }) => ({
    package: base.package,
    vulnerable_version_range,
    patched_versions,
    vulnerable_functions: base.vulnerable_functions,
  }))
}
