import { z } from 'zod'

export const problemShape = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().describe('Stable; programs switch on it'),
    clause: z.string().describe('The clause that stands in the way; `-` where none does'),
    says: z.string().describe('What is wrong'),
    instead: z.string().describe('The way out'),
    fields: z.array(z.strictObject({ field: z.string(), says: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })
