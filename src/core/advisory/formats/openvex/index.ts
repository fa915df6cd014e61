import type { RecordFormat } from '../format.ts'
import { fromOpenVex } from './read.ts'
import { OpenVex } from './record.ts'
import { toOpenVex } from './write.ts'

const noPlace = 'OpenVEX says only whether products are affected, and what to do'

export const openvex: RecordFormat = {
  name: 'openvex',
  title: 'OpenVEX 0.2.0',
  specification: 'https://github.com/openvex/spec',
  mediaType: 'application/json',
  schema: OpenVex,
  isOpen: () => false,
  write: toOpenVex,
  read: (record) => fromOpenVex(record as OpenVex),
  reasons: {
    '/cve': 'OpenVEX has one name for the vulnerability: a CVE id there counts as such',
    '/published': 'OpenVEX wants a time at which it was issued; that of the change stands there',
    '/withdrawn': noPlace,
    '/publisher':
      'OpenVEX wants an author, and makes the document’s address of the namespace without its last slash: say them with --publisher and --namespace',
    '/cna': noPlace,
    '/revision': 'OpenVEX wants a version; 1 stands there',
    '/severity': noPlace,
    '/document/title': noPlace,
    '/document/summary': noPlace,
    '/document/details': noPlace,
    '/document/impact': noPlace,
    '/document/vulnerableWhen': noPlace,
    '/document/mitigations': noPlace,
    '/document/affected':
      'OpenVEX names a package only by its package URL, and says of each only once that it is affected',
    '/document/affected/*/package/purl':
      'OpenVEX names packages by their URLs; where none is given, the ecosystem and the name make one',
    '/document/affected/*/ranges':
      'OpenVEX knows exact versions, no ranges; the fixed versions stand in a statement of their own',
    '/document/affected/*/versions': 'OpenVEX lists each version once',
    '/document/cwes': noPlace,
    '/document/references': noPlace,
    '/document/introducedBy': noPlace,
    '/document/credits': noPlace,
    '/document/timeline': noPlace,
  },
}
