import { z } from 'zod'
import { committee } from './committee.ts'
import { development } from './development.ts'
import { disclosure } from './disclosure.ts'
import { fixTeam } from './fixTeam.ts'
import { prose, shortProse } from './parts.ts'
import { release, retrospective } from './release.ts'
import { clock, schedule } from './schedule.ts'

/**
 * A security response policy as data: every parameter of the written process, each with the clause it comes from.
 * The one source of the types, the checks, the editors' JSON Schema and the policy reference.
 */
export const policySchema = z
  .strictObject({
    format: z.literal(1).meta({ description: 'Version of this file format' }),
    name: shortProse.meta({ description: 'Name of the policy', examples: ['Example security response'] }),
    source: z
      .url({ protocol: /^https$/, error: 'must be an https address' })
      .optional()
      .meta({ description: 'Where the written policy stands', examples: ['https://example.org/SECURITY.md'] }),
    purpose: prose.meta({ description: 'What it is all for', examples: ['Users are exposed as briefly as possible.'] }),
    committee: committee.meta({ description: 'Who the committee is and how it governs itself' }),
    disclosure: disclosure.meta({ description: 'How reports come in, and the embargo' }),
    schedule: schedule.meta({ description: 'The deadlines and how they move' }),
    fixTeam: fixTeam.meta({ description: 'Who fixes' }),
    development: development.meta({ description: 'Severity, CVE, advisory, workspace, release day' }),
    release: release.meta({ description: 'Plan, approval, merge, checks, announcement' }),
    retrospective: retrospective.meta({ description: 'Looking back' }),
  })
  .meta({ title: 'Tocsin policy', description: "A project's security response process as data" })

export type Policy = z.infer<typeof policySchema>
export type Clock = z.infer<typeof clock>
