import type { RecordFormat } from '../format.ts'
import { fromCve } from './read.ts'
import { CveRecord } from './record.ts'
import { toCve } from './write.ts'

const short = 'CVE’s texts have at most 4096 characters'

export const cve: RecordFormat = {
  name: 'cve',
  title: 'CVE JSON 5.1',
  specification: 'https://github.com/CVEProject/cve-schema',
  mediaType: 'application/json',
  schema: CveRecord,
  isOpen: (pointer) => /\/(?:affected|cpeApplicability(?:\/\d+\/nodes)?)\/\d+$/.test(pointer),
  write: toCve,
  read: fromCve,
  reasons: {
    '/modified': 'CVE’s times begin with the year 1900, and know no 29th of February before 2000',
    '/published': 'CVE’s times begin with the year 1900, and know no 29th of February before 2000',
    '/withdrawn': 'CVE rejects a record instead, and then says nothing else of it',
    '/publisher': 'CVE names the numbering authority, not the publisher',
    '/revision': 'CVE Services counts revisions itself',
    '/cna': 'CVE wants the numbering authority’s organisation id, and none is given: say it with --cna-org',
    '/severity': 'CVE takes valid vectors, one of each version of CVSS, by the version’s number',
    '/document/summary': short,
    '/document/details': 'CVE has one list of descriptions of at most 4096 characters, and wants one at least',
    '/document/impact': short,
    '/document/vulnerableWhen': short,
    '/document/mitigations': short,
    '/document/upgrade': short,
    '/document/affected': 'CVE has no place for a package without a name, an ecosystem and versions',
    '/document/affected/*/package/ecosystem':
      'CVE names an ecosystem by its collection’s address, and for this one there is none',
    '/document/affected/*/package/purl': 'this is no valid package URL, or one of a single version',
    '/document/affected/*/ranges': 'CVE lists nothing twice, and one repository for each package',
    '/document/affected/*/versions': 'CVE lists nothing twice',
    '/document/timeline': 'CVE’s times know no 29th of February before 2000',
    '/document/references': 'CVE lists nothing twice',
    '/document/introducedBy': 'CVE lists nothing twice',
    '/document/credits': 'who did not agree to be named is left out, and CVE lists nothing twice',
    '/document/aliases': 'CVE has no place for ids in other databases',
  },
}
