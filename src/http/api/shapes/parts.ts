import { z } from 'zod'
import { duties } from '../../../core/policy/index.ts'
import { roles } from '../../../core/access/index.ts'

/** What several answers are made of. Everything here is output: what went in was parsed by the app. */
export const at = z.iso.datetime().describe('An instant in UTC')
export const caseId = z
  .string()
  .regex(/^c-[0-9a-z]{12}$/)
  .describe('A case’s id')
export const personId = z
  .string()
  .regex(/^p-[0-9a-z]{12}$/)
  .describe('A person’s id')
export const actor = z.union([personId, z.literal('product')]).describe('Who acted: a person, or the product itself')
export const clause = z.string().describe('The clause of the written process')
export const duty = z.enum(duties)
export const role = z.enum(roles)

export const personShape = z
  .strictObject({ id: personId, name: z.string(), affiliation: z.string() })
  .meta({ id: 'Person', description: 'Someone whose name may be shown here' })

export const noted = z.strictObject({ at, by: actor })
