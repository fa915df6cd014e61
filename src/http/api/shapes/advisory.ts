import { z } from 'zod'
import type { PublicAdvisory } from '../../../app/index.ts'
import { AdvisoryDocument, OsvRecord } from '../../../core/advisory/index.ts'
import { at } from './parts.ts'

export const advisoryShape = z
  .strictObject({
    id: z.string().describe('Its public id: a CVE id where it has one'),
    published: at,
    modified: at,
    document: AdvisoryDocument,
    severity: z
      .strictObject({ class: z.string(), score: z.number().nullable(), vector: z.string().nullable() })
      .nullable(),
    release: z.strictObject({ project: z.string(), version: z.string() }).nullable(),
    announcement: z.string().nullable().describe('The archived message'),
  })
  .meta({ id: 'Advisory' })

export const advisoryListShape = z
  .strictObject({
    advisories: z.array(advisoryShape.omit({ document: true }).extend({ title: z.string(), summary: z.string() })),
  })
  .meta({ id: 'AdvisoryList' })

export const osvShape = OsvRecord.meta({ id: 'OsvRecord', description: 'https://ossf.github.io/osv-schema/' })

export function advisoryListJson(advisories: readonly PublicAdvisory[]): z.infer<typeof advisoryListShape> {
  return {
    advisories: advisories.map(({ document: { title, summary }, ...one }) => ({ ...one, title, summary })),
  }
}
