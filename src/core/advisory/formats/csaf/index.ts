import type { RecordFormat, Reasons } from '../format.ts'
import type { CsafVersion } from './parts.ts'
import { fromCsaf } from './read.ts'
import type { Csaf } from './document.ts'
import { csafSchema } from './record.ts'
import { toCsaf } from './write.ts'

const reasons: Reasons = {
  '/published': 'CSAF wants the date of the first release; that of the change stands there',
  '/withdrawn': 'CSAF does not withdraw a document',
  '/publisher': 'CSAF wants a publisher, and none is given: say it with --publisher and --namespace',
  '/cna': 'CSAF does not name the numbering authority',
  '/revision': 'CSAF wants a version, 1 where none is given, and tells each revision: 1,000 at most here',
  '/severity': 'CSAF takes valid vectors for named products, one of each version of CVSS; 2.0 knows none of CVSS 4.0',
  '/document/details': 'CSAF wants a note; the title stands there',
  '/document/affected/*/package/name': 'CSAF wants a name',
  '/document/affected/*/package/purl':
    'CSAF identifies products by valid package URLs without a version; where none is given, ecosystem and name make one',
  '/document/affected/*/package/ecosystem': 'CSAF has no field for the ecosystem; the package URL tells it',
  '/document/affected': 'a draft’s package without a name cannot be told from others',
  '/document/cwes': 'CSAF takes weaknesses by their name in the catalogue, and 2.0 only one',
  '/document/credits': 'who did not agree to be named is left out',
}

function csafFormat(csaf: CsafVersion): RecordFormat {
  return {
    name: csaf === '2.0' ? 'csaf' : 'csaf-2.1',
    title: csaf === '2.0' ? 'CSAF 2.0' : 'CSAF 2.1 (draft)',
    specification: `https://docs.oasis-open.org/csaf/csaf/v${csaf}/`,
    mediaType: 'application/json',
    get schema() {
      return csafSchema(csaf)
    },
    // 2.0 closes branches alone, and warns of the others (test 6.2.20); the draft of 2.1 leaves FIRST's objects open.
    isOpen: (pointer) => (csaf === '2.0' ? !/\/branches\/\d+$/.test(pointer) : /\/content\/cvss_v[234]$/.test(pointer)),
    write: (advisory) => toCsaf(advisory, csaf),
    read: (record) => fromCsaf(record as Csaf),
    reasons,
  }
}

export const csaf = csafFormat('2.0')
export const csafDraft = csafFormat('2.1')
