import { z } from 'zod'
import type { CaseList, Found } from '../../../app/index.ts'
import { phases } from '../../../core/process/index.ts'
import { at, caseId } from './parts.ts'

const summary = z
  .strictObject({
    title: z.string(),
    project: z.string(),
    severity: z.string().nullable(),
    score: z.number().nullable(),
    cve: z.string().nullable(),
    release: z.string().nullable(),
    asap: z.boolean().describe('Handled as soon as possible (S2)'),
  })
  .nullable()
  .describe('null for someone who is invited and has not accepted the embargo terms')

const listedShape = z
  .strictObject({
    case: caseId,
    phase: z.enum(phases),
    open: z.boolean(),
    opened: at,
    updated: at,
    nextDue: at.nullable(),
    summary,
    erased: z.boolean().describe('Nothing of it can be read any more'),
  })
  .meta({ id: 'ListedCase' })

export const searchShape = z
  .strictObject({
    cases: z.array(listedShape).describe('The best first'),
    next: z.string().nullable().describe('`after` of the next page'),
    cut: z.boolean().describe('So many cases have this that only the newest were looked at'),
    waiting: z.int().describe('How many events the index has not taken in yet'),
  })
  .meta({ id: 'FoundCases' })

export function searchJson({ cases, next, cut, waiting }: Found): z.infer<typeof searchShape> {
  return { cases: [...cases], next, cut, waiting }
}

export const caseListShape = z
  .strictObject({ cases: z.array(listedShape), next: z.string().nullable().describe('`after` of the next page') })
  .meta({ id: 'CaseList' })

export function caseListJson({ cases, next }: CaseList): z.infer<typeof caseListShape> {
  return { cases: [...cases], next }
}
