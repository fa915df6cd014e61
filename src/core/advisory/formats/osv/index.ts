import type { RecordFormat } from '../format.ts'
import { fromOsv } from './read.ts'
import { OsvRecord } from './record.ts'
import { toOsv } from './write.ts'

export { ecosystems, isEcosystem, osvId } from './names.ts'
export { OsvRecord } from './record.ts'

export const osv: RecordFormat = {
  name: 'osv',
  title: 'OSV 1.7',
  specification: 'https://ossf.github.io/osv-schema/',
  mediaType: 'application/json',
  schema: OsvRecord,
  // Only the record itself is closed.
  isOpen: (pointer) => pointer !== '',
  write: toOsv,
  read: (record) => fromOsv(record as OsvRecord),
  reasons: {
    '/id': 'OSV takes only ids of databases that it knows; others begin with x_',
    '/publisher': 'OSV does not name who publishes',
    '/cna': 'OSV does not name the numbering authority',
    '/revision': 'OSV does not count revisions',
    '/severity': 'OSV accepts no such vector',
    '/document/title': 'OSV has one line, and the summary stands there',
    '/document/summary': 'OSV has one line, and the title stands there',
    '/document/details': 'the text reads as sections of its own, as OSV has one text for all of them',
    '/document/impact': 'OSV has one text for all sections, and this one cannot be told from the others',
    '/document/vulnerableWhen': 'OSV has one text for all sections, and this one cannot be told from the others',
    '/document/mitigations': 'OSV has one text for all sections, and this one cannot be told from the others',
    '/document/timeline': 'OSV has one text for all sections, and this one cannot be told from the others',
    '/document/upgrade': 'OSV has one text for all sections, and this one cannot be told from the others',
    '/document/affected/*': 'OSV knows no such ecosystem',
    '/document/affected/*/package/purl': 'this is no valid package URL',
    '/document/aliases': 'an alias that is the record’s own id is not repeated, and a CVE id stands first',
    '/document/credits': 'who did not agree to be named is left out',
    '/cve': 'the first CVE id among the aliases counts',
  },
}
