import { z } from 'zod'
import { caseId } from './parts.ts'

const cveId = z.string().describe('For example CVE-2026-12345')

export const quotaShape = z
  .strictObject({
    quota: z.int().describe('How many ids the community may have reserved at one time'),
    reserved: z.int(),
    available: z.int(),
  })
  .meta({ id: 'CveQuota' })

export const cveIdShape = z
  .strictObject({
    id: cveId,
    state: z.enum(['AVAILABLE', 'RESERVED', 'PUBLISHED', 'REJECTED']),
    org: z.string().nullable().describe('Short name of its owner; hidden while an id of somebody else’s is reserved'),
    user: z.string().nullable(),
    reserved: z.string().nullable(),
  })
  .meta({ id: 'CveId' })

export const mitreFormShape = z
  .strictObject({
    case: caseId,
    form: z.string().nullable().describe('Where the form stands'),
    fields: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  })
  .meta({ id: 'MitreForm' })
