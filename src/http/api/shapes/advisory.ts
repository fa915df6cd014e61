import { z } from 'zod'
import type { PublicAdvisory } from '../../../app/index.ts'
import { AdvisoryDocument, answers, doubts, OsvRecord } from '../../../core/advisory/index.ts'
import { at } from './parts.ts'

export const advisoryShape = z
  .strictObject({
    id: z.string().describe('Its public id: a CVE id where it has one'),
    published: at,
    modified: at,
    revision: z.int().positive().describe('Grows with each change after it was published'),
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

/** Whether a version is affected. */
export const verdictShape = z
  .strictObject({
    answer: z.enum(answers),
    doubt: z.enum(doubts).nullable().describe('Why it cannot be told'),
    package: z.strictObject({ ecosystem: z.string(), name: z.string() }).nullable(),
    version: z.string(),
    fixedIn: z.array(z.string()).describe('Affected: the next fixed version; fixed: the one that brought the fix'),
    says: z.string(),
    because: z.array(z.string()).describe('Each range or list of the advisory, and how the version stands to it'),
    rule: z.string().nullable().describe('How versions of this package compare'),
  })
  .meta({ id: 'Verdict' })

export const affectsQuery = z.strictObject({
  version: z.string().trim().min(1).max(200).describe('As its ecosystem writes it, or a whole commit id'),
  package: z.string().trim().max(500).optional().describe('A name or a package URL; needed where there are several'),
  ecosystem: z.string().trim().max(100).optional().describe('As OSV spells it, where packages share a name'),
})

export const osvShape = OsvRecord.meta({ id: 'OsvRecord', description: 'https://ossf.github.io/osv-schema/' })

export function advisoryListJson(advisories: readonly PublicAdvisory[]): z.infer<typeof advisoryListShape> {
  return {
    advisories: advisories.map(({ document: { title, summary }, ...one }) => ({ ...one, title, summary })),
  }
}
