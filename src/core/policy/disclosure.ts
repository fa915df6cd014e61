import { z } from 'zod'
import { floods } from './floods.ts'
import { listOf, part, prose, span, told } from './parts.ts'

/** D1–D3 and the embargo that a private report starts under. */
export const disclosure = z.strictObject({
  private: part('D1', 'Reporting in private', {
    ways: listOf(z.enum(['form', 'mail', 'api', 'platform']), 1).meta({
      description: told('How a report may come in'),
    }),
    publishedAfterwards: z
      .boolean()
      .optional()
      .meta({ description: told('Whether every report is published once it is dealt with') }),
  }),
  public: part('D2', 'What is public already', {
    alert: z.literal('every-member').meta({ description: 'Whom such a report alerts at once' }),
  }),
  intent: part('D3', 'A reporter who intends to publish before a fix', {
    ask: z.literal('private-handling').meta({ description: 'What the reporter is asked for' }),
    ifDeclined: z.literal('asap').meta({ description: 'What the clocks do when they decline' }),
  }),
  embargo: part('D1', 'The embargo of a private report', {
    terms: prose.meta({
      description: 'What everyone agrees to before anything is shown',
      examples: ['Share nothing outside the case until the release.'],
    }),
    endsAfter: span.meta({ description: 'Proposed end of a new embargo, counted from disclosure', examples: ['P21D'] }),
    mayEndBeforeFix: listOf(z.enum(['user-interaction', 'simple-mitigation']), 1)
      .optional()
      .meta({ description: told('What lets the committee disclose before there is a fix') }),
  }),
  floods: floods.optional(),
})
