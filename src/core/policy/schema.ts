import { z } from 'zod'
import { committee } from './committee.ts'
import { prose, shortProse } from './parts.ts'
import { clock, development, disclosure, fixTeam, release, retrospective, schedule } from './response.ts'

/**
 * A security response policy as data: every parameter of the written process, each with the clause it comes from.
 * The one source of the types, the checks, the editors' JSON Schema and the policy reference.
 */
export const policySchema = z
  .strictObject({
    format: z.literal(1).meta({ description: 'Version of this file format' }),
    name: shortProse,
    source: z.url({ protocol: /^https$/ }).optional().meta({ description: 'Where the written policy stands' }),
    purpose: prose,
    committee,
    disclosure,
    schedule,
    fixTeam,
    development,
    release,
    retrospective,
  })
  .meta({ title: 'Tocsin policy', description: "A project's security response process as data" })

export type Policy = z.infer<typeof policySchema>
export type Clock = z.infer<typeof clock>
