import { z } from 'zod'
import { duration, listOf, milestone, part, shortProse } from './parts.ts'

const address = z
  .email({ error: 'must be a mail address' })
  .max(254)
  .meta({ description: 'Mail address', examples: ['announce@lists.example.org'] })

/** R1–R8. */
export const release = z.strictObject({
  plan: part('R1', 'The communication plan', {
    opensWhen: milestone.meta({ description: 'The milestone it waits for', examples: ['fixAvailable'] }),
    audiences: listOf(z.enum(['reporter', 'fix-team', 'upstream', 'distributors', 'users']), 1).meta({
      description: 'Whom the plan has to think of',
    }),
  }),
  approval: part('R2', 'Approving the changes', {
    by: z.literal('fix-team').meta({ description: 'Who approves' }),
    least: z
      .int()
      .min(1)
      .max(20)
      .meta({ description: 'Approvals each change needs', examples: [1] }),
  }),
  merge: part('R3', 'Merging in public', {
    mostBefore: duration.meta({
      description: 'Opening (the first public merge) at most this long before the announcement',
      examples: ['PT6H'],
    }),
    usualBefore: duration.meta({
      description: 'Opening proposed this long before the announcement',
      examples: ['PT2H'],
    }),
  }),
  artefacts: part('R4', 'Checking what is released', {
    checks: listOf(z.enum(['listed', 'signature', 'fetched', 'ran']), 1).meta({
      description: 'What is checked of every artefact, with evidence',
    }),
  }),
  announce: part('R5', 'What the announcement says', {
    says: listOf(shortProse, 1).meta({ description: 'Its contents', examples: [['the fixed releases']] }),
  }),
  list: part('R6', 'The mailing list', { address: address.meta({ description: 'Where the announcement is sent' }) }),
  chat: part('R7', 'Chat channels', {
    waitsFor: z.literal('list-link').meta({ description: 'What has to exist before anything is posted' }),
    channels: listOf(
      z.strictObject({
        workspace: shortProse.meta({ description: 'The chat workspace', examples: ['example.slack.com'] }),
        channel: shortProse.meta({ description: 'The channel', examples: ['general'] }),
      }),
      0,
    ).meta({ description: "Where the link to the list's copy is posted" }),
  }),
  template: part('R8', 'The announcement template', {
    subject: z
      .string()
      .min(1)
      .max(500)
      .refine((text) => !/[\r\n]/.test(text.trim()), { error: 'must be one line' })
      .meta({ description: 'Subject line, with placeholders', examples: ['Security release of {{project}}'] }),
    body: z.string().min(1).max(20_000).meta({ description: 'Text, with placeholders; comments never go out' }),
  }),
})

/** T1–T3. */
export const retrospective = z.strictObject({
  write: part('T1', 'Writing it', {
    blameless: z.literal(true).meta({ description: 'Asks for what and how, never for who failed' }),
  }),
  send: part('T2', 'Sending it', {
    to: address.meta({ description: 'Where the retrospective is sent' }),
    includes: listOf(shortProse, 1).meta({ description: 'Its contents', examples: [['the timeline']] }),
  }),
  feedback: part('T3', 'Feedback', {
    ask: listOf(z.enum(['committee', 'fix-team']), 1).meta({ description: 'Who is asked for feedback of their own' }),
  }),
})
