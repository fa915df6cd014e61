import type { RecordFormat } from '../format.ts'
import { fromGhsa } from './read.ts'
import { GithubAdvisory, isGlobal, type RepositoryAdvisory } from './record.ts'
import { toGhsa } from './write.ts'

const sections =
  'GitHub has one text for all sections, of at most 65,535 characters, and this one cannot be told from the others'

export const ghsa: RecordFormat = {
  name: 'ghsa',
  title: 'GitHub advisory',
  specification: 'https://docs.github.com/rest/security-advisories',
  mediaType: 'application/json',
  schema: GithubAdvisory,
  // GitHub's description closes an advisory, and in a repository's own its packages and credits.
  isOpen: (pointer, record) =>
    pointer !== '' && (isGlobal(record) || !/^\/(?:vulnerabilities|credits_detailed)\/\d+$/.test(pointer)),
  write: toGhsa,
  read: (record) => fromGhsa(record as RepositoryAdvisory),
  reasons: {
    '/id': 'GitHub has a GHSA id and a CVE id, and no place for others; what has none is unnumbered',
    '/publisher': 'GitHub names its own accounts as publishers',
    '/cna': 'GitHub does not name the numbering authority',
    '/revision': 'GitHub does not count revisions',
    '/severity': 'GitHub takes a valid vector of CVSS 3 and one of CVSS 4, in this order',
    '/document/summary': 'GitHub has one line, and the title stands there',
    '/document/details': sections,
    '/document/impact': sections,
    '/document/vulnerableWhen': sections,
    '/document/mitigations': sections,
    '/document/upgrade': sections,
    '/document/timeline': sections,
    '/document/affected': 'GitHub tells packages apart by ecosystem and name alone',
    '/document/affected/*/package/ecosystem': 'GitHub knows few ecosystems, and no distributions',
    '/document/affected/*/package/purl': 'GitHub has no place for package URLs',
    '/document/affected/*/ranges': 'GitHub has no git ranges, and does not say how versions compare',
    '/document/affected/*/versions': 'GitHub cannot write this version in a range',
    '/document/references': sections,
    '/document/introducedBy': sections,
    '/document/credits': 'GitHub credits accounts, and an advisory names people',
    '/document/aliases': 'GitHub keeps GHSA ids and one CVE id',
  },
}
