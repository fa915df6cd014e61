import { z } from 'zod'
import { listOf, part, shortProse, told } from './parts.ts'

/** F1–F3. */
export const fixTeam = z.strictObject({
  identify: part('F1', 'Finding the people', {
    from: listOf(shortProse, 1).meta({
      description: "Files of the project's repository that name its maintainers",
      examples: [['MAINTAINERS', 'CODEOWNERS']],
    }),
    bestGuess: shortProse
      .optional()
      .meta({ description: told('Whom to bring in when in doubt'), examples: ['all maintainers'] }),
  }),
  invite: part('F2', 'Inviting them', {
    acceptTerms: z.literal(true).meta({ description: 'The embargo terms are accepted before anything is shown' }),
    outsiders: z
      .enum(['invited', 'after-approval'])
      .optional()
      .meta({ description: 'People outside those files: invited like them, or once the committee approved it' }),
  }),
  access: part('F3', 'What they may see', {
    scope: z.literal('this-case').meta({ description: 'How far their access reaches' }),
    reporter: z
      .enum(['may-join', 'if-private', 'never'])
      .optional()
      .meta({ description: 'Whether the reporter may join: yes, only after a private report, or no; left out: yes' }),
  }),
})
