import { isPublished } from '../published.ts'
import { isUnannounced } from './standing.ts'
import type { StepRule } from './step.ts'

/** V2: what a community does that reserves CVE ids itself, as a numbering authority. */
export const cveSteps: readonly StepRule[] = [
  {
    id: 'reserve-cve',
    act: 'reserveCve',
    cna: true,
    clause: 'V2',
    title: 'Reserve a CVE id',
    why: 'Users and scanners find the vulnerability by its CVE id; CVE Services reserves one at once.',
    duty: 'infra',
    role: 'member',
    toward: ['cveAssigned', 'fixComplete'],
    wanted: (c) => isUnannounced(c) && c.cve.id === null && (c.cve.order === null || c.cve.order.state === 'failed'),
  },
  {
    id: 'settle-cve',
    act: 'settleCve',
    clause: 'V2',
    title: 'Say what became of the order to CVE Services',
    why: 'Whether it was carried out is not known, and nothing is ordered twice by itself.',
    duty: 'infra',
    role: 'member',
    toward: ['cveAssigned'],
    wanted: (c) => c.cve.order?.state === 'unsure',
    fields: (c) => ({ id: c.cve.order?.found[0] ?? '' }),
  },
  {
    id: 'publish-cve',
    act: 'publishCve',
    cna: true,
    clause: 'V2',
    title: 'Publish the CVE record',
    why: 'The id was reserved by the community: until its record is published, nobody finds anything under it.',
    duty: 'disclosure',
    role: 'member',
    wanted: ({ cve, announcement }) =>
      isPublished({ announcement }) &&
      cve.id !== null &&
      cve.requested?.from === 'cna' &&
      cve.published?.id !== cve.id &&
      (cve.order === null || cve.order.state === 'done' || cve.order.state === 'failed'),
  },
]
