import { cveIdSeen, cveQuota } from '../../../app/index.ts'
import { mitreForm } from '../../../core/process/index.ts'
import { answered } from '../answer.ts'
import type { Operation } from '../operation.ts'
import { cveIdShape, mitreFormShape, quotaShape } from '../shapes/index.ts'

export const cveOperations: readonly Operation[] = [
  {
    id: 'cveQuota',
    tag: 'CVE',
    summary: 'How many CVE ids the community may still reserve, as CVE Services says now',
    status: 200,
    answer: quotaShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/cve/quota',
      act: 'askCveServices',
      handle: async ({ c, world, person }) => answered(c, await cveQuota(world, person.id), (good) => c.json(good)),
    },
  },
  {
    id: 'readCveId',
    tag: 'CVE',
    summary: 'A CVE id as CVE Services has it now',
    status: 200,
    answer: cveIdShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/cve/ids/:id',
      act: 'askCveServices',
      async handle({ c, world, person }) {
        const id = c.req.param('id')?.toUpperCase() ?? ''
        return answered(c, await cveIdSeen(world, person.id, id), (good) => c.json(good))
      },
    },
  },
  {
    id: 'readMitreForm',
    tag: 'CVE',
    summary: 'MITRE’s form for a CVE id, filled in from the case',
    status: 200,
    answer: mitreFormShape,
    route: {
      scope: 'case',
      method: 'get',
      path: '/api/cases/:case/mitre-form',
      act: 'requestCve',
      handle({ c, view }) {
        const { name, from } = view.community
        const fields = mitreForm(view.case, { community: name, from })
        return c.json({ case: view.case.id, form: view.policy.development.cve.form ?? null, fields })
      },
    },
  },
]
