import { z } from 'zod'
import type { SimilarAnswer } from '../../../app/index.ts'
import { reasonInWords } from '../../../core/matching/index.ts'
import { at, caseId } from './parts.ts'

const one = z
  .strictObject({
    id: z.string().describe('Of a case, or of an imported record'),
    title: z.string(),
    likelihood: z.enum(['likely', 'perhaps']),
    reasons: z.array(z.string()).describe('What both have, the most telling first'),
    case: z
      .strictObject({ id: caseId, open: z.boolean(), opened: at })
      .nullable()
      .describe('null: it is an imported record'),
  })
  .meta({ id: 'SimilarOne' })

export const similarShape = z
  .strictObject({
    similar: z.array(one).describe('The likeliest first; at most five'),
    among: z.int().describe('With so many other records it was compared'),
  })
  .meta({ id: 'Similar' })

export function similarJson({ similar, among }: SimilarAnswer): z.infer<typeof similarShape> {
  return { similar: similar.map((each) => ({ ...each, reasons: each.reasons.map(reasonInWords) })), among }
}
