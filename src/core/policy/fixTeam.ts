import { z } from 'zod'
import { listOf, part, shortProse } from './parts.ts'

/** F1–F3. */
export const fixTeam = z.strictObject({
  identify: part('F1', 'Finding the people', {
    from: listOf(shortProse, 1).meta({
      description: "Files of the project's repository that name its maintainers",
      examples: [['MAINTAINERS', 'CODEOWNERS']],
    }),
  }),
  invite: part('F2', 'Inviting them', {
    acceptTerms: z.literal(true).meta({ description: 'The embargo terms are accepted before anything is shown' }),
  }),
  access: part('F3', 'What they may see', {
    scope: z.literal('this-case').meta({ description: 'How far their access reaches' }),
  }),
})
