import { z } from 'zod'
import type { Case } from '../../../core/process/index.ts'
import { caseId } from './parts.ts'

export const relatedShape = z
  .strictObject({
    mergedInto: caseId.nullable().describe('Where this case goes on'),
    absorbed: z.array(caseId).describe('Cases that go on here'),
    aliases: z
      .array(z.string())
      .describe('Public ids under which those may be known; they lead to this case’s advisory'),
    splitFrom: z
      .strictObject({ case: caseId, posts: z.array(z.int()).describe('Messages of its thread that concern this case') })
      .nullable(),
    splitInto: z.array(caseId),
  })
  .meta({ id: 'Related', description: 'Cases that were one with this case, or are now' })

export function relatedJson({ related }: Case): z.infer<typeof relatedShape> {
  const { mergedInto, absorbed, aliases, splitFrom, splitInto } = related
  return {
    mergedInto,
    absorbed: [...absorbed],
    aliases: [...aliases],
    splitFrom: splitFrom === null ? null : { case: splitFrom.case, posts: [...splitFrom.posts] },
    splitInto: [...splitInto],
  }
}
