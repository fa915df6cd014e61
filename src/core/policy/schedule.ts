import { z } from 'zod'
import { clause, duration, duty, interval, listOf, milestone, part, severityClass, shortProse, span } from './parts.ts'

const ofClasses = listOf(severityClass, 1).meta({
  description: 'For these severities, once the committee has decided',
  examples: [['high', 'critical']],
})

/** One deadline: a window after a milestone, done when another milestone is reached. */
export const clock = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,40}$/, { error: 'must be lower-case letters, digits and hyphens, a letter first' })
      .meta({ description: 'Its name in records and links; never changes', examples: ['fix-team'] }),
    clause: clause('S4'),
    title: shortProse.meta({ description: 'Its name on screen', examples: ['Fix team'] }),
    countsFrom: milestone.meta({ description: 'The milestone it counts from', examples: ['disclosed'] }),
    opens: duration.optional().meta({ description: 'The window begins this long after countsFrom', examples: ['P1D'] }),
    due: span.meta({ description: 'The window ends this long after countsFrom', examples: ['P7D'] }),
    counts: z
      .enum(['calendar', 'business-days'])
      .optional()
      .meta({ description: 'Every day, or Monday to Friday (UTC) only; left out: every day' }),
    bySeverity: z
      .array(
        z.strictObject({
          classes: ofClasses,
          opens: duration.optional().meta({ description: 'In place of the clock’s own', examples: ['P1D'] }),
          due: span.meta({ description: 'In place of the clock’s own', examples: ['P56D'] }),
        }),
      )
      .min(1)
      .max(5)
      .optional()
      .meta({ description: 'Other lengths for some severities' }),
    done: milestone.meta({ description: 'The milestone that stops it', examples: ['fixComplete'] }),
    duty: duty.meta({ description: 'The duty whose holder is reminded' }),
    underAsap: z.enum(['asap', 'unchanged']).meta({ description: 'What becomes of it when S2 applies' }),
    followsUpstream: z.boolean().meta({ description: 'S3: never due before the upstream date', examples: [true] }),
    maySlowDown: z
      .boolean()
      .meta({ description: 'S8: may be moved by the fix team when severity is low', examples: [true] }),
  })
  .meta({ description: 'A deadline' })

/** S1–S8. */
export const schedule = z.strictObject({
  move: part('S1', 'Moving a deadline', {
    needs: z.literal('reason').meta({ description: 'What the committee records with it' }),
  }),
  asap: part('S2', 'As soon as possible', {
    within: duration.meta({ description: 'Open deadlines become due this long after the switch', examples: ['PT24H'] }),
  }),
  upstream: part('S3', "An upstream project's disclosure", {
    adjusts: z.literal('dependent-clocks').meta({ description: 'What follows the upstream date: clocks that say so' }),
  }),
  slowDown: part('S8', 'Slowing down', {
    scoreBelow: z
      .number()
      .min(0)
      .max(10)
      .multipleOf(0.1, { error: 'must have at most one decimal' })
      .optional()
      .meta({
        description: 'Open to cases whose CVSS score is below this; left out where no CVSS is used',
        examples: [4.0],
      }),
    orAssessed: z.literal('low').meta({ description: 'Or whose assessed risk is this' }),
    decides: z.literal('fix-team').meta({ description: 'Who decides; the committee is told' }),
  }),
  clocks: z
    .array(clock)
    .min(1)
    .max(50)
    .refine((clocks) => new Set(clocks.map((c) => c.id)).size === clocks.length, {
      error: 'must give each clock an id of its own',
    })
    .meta({ description: 'S4–S7: the deadlines of a case' }),
  quiet: part('S1', 'Reminders of cases on which nobody acts', {
    limits: z
      .array(
        z.strictObject({
          classes: ofClasses,
          after: interval.meta({ description: 'Nobody has acted for longer than this', examples: ['P7D'] }),
        }),
      )
      .min(1)
      .max(5)
      .meta({ description: 'How long a case may lie, by its severity; the holder of triage is reminded' }),
  }).optional(),
  remind: part('S1', 'Reminders of deadlines', {
    before: duration.meta({ description: 'First reminder this long before a deadline', examples: ['PT12H'] }),
    againEvery: interval.meta({ description: 'While it is late, again this often' }),
  }),
})
