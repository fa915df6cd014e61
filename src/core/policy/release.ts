import { z } from 'zod'
import { address, duration, listOf, milestone, part, prose, severityClass, shortProse, span, told } from './parts.ts'

/** Mustache, without values of a case under embargo: only what `preAnnouncementNames` lists. */
const subject = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => !/[\r\n]/.test(text.trim()), { error: 'must be one line' })

/** One telling of the distributors, by how long before the announcement it comes. */
const notice = z.strictObject({
  opens: duration.optional().meta({
    description: 'Not earlier than this long before the announcement',
    examples: ['P7D'],
  }),
  due: duration.meta({ description: 'At the latest this long before the announcement', examples: ['PT24H'] }),
})

/** R1–R8. */
export const release = z.strictObject({
  plan: part('R1', 'The communication plan', {
    opensWhen: milestone.meta({ description: 'The milestone it waits for', examples: ['fixAvailable'] }),
    audiences: listOf(z.enum(['reporter', 'fix-team', 'upstream', 'distributors', 'users']), 1).meta({
      description: 'Whom the plan has to think of',
    }),
  }),
  distributors: part('R1', 'Telling distributors in private, ahead of the release', {
    list: shortProse.meta({ description: 'Where they are told', examples: ['distributors@lists.example.org'] }),
    notices: z
      .array(notice)
      .min(1)
      .max(5)
      .meta({ description: 'Each telling is a deadline of a case, the first one first', examples: [[{ due: 'P7D' }]] }),
    from: severityClass.default('none').meta({ description: 'Of this severity and worse' }),
    members: prose
      .optional()
      .meta({ description: told('Who may be on that list'), examples: ['Distributors that ship it.'] }),
    ifBroken: prose
      .optional()
      .meta({ description: told('What follows when one of them breaks the embargo'), examples: ['Release earlier.'] }),
  }).optional(),
  preAnnouncement: part('R1', 'Saying in public that a release is coming, and nothing of what it fixes', {
    before: span.meta({ description: 'This long before the announcement', examples: ['P3D'] }),
    subject: subject.meta({ description: 'Subject line, with placeholders', examples: ['{{project}} on {{date}}'] }),
    body: z.string().min(1).max(4000).meta({ description: 'Text, with placeholders' }),
  }).optional(),
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
        from: severityClass
          .optional()
          .meta({ description: 'Only what is of this severity or worse; left out: everything' }),
      }),
      0,
    ).meta({ description: "Where the link to the list's copy is posted: chats, further lists, forums, trackers" }),
  }),
  template: part('R8', 'The announcement template', {
    subject: subject.meta({
      description: 'Subject line, with placeholders',
      examples: ['Security release of {{project}}'],
    }),
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
