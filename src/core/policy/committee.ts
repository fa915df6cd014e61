import { z } from 'zod'
import { address, duration, duty, interval, listOf, part, prose, shortProse, span, told } from './parts.ts'

const share = z
  .string()
  .regex(/^[1-9][0-9]?\/[1-9][0-9]?$/, { error: 'must be a share', abort: true })
  .refine((text) => fraction(text) <= 1, { error: 'must be a share of at most 1/1' })
  .meta({ description: 'A share such as 2/3 (in quotes or not)', examples: ['2/3'] })

function fraction(text: string): number {
  const [whole = 0, parts = 1] = text.split('/').map(Number)
  return whole / parts
}

const ratio = z
  .string()
  .regex(/^[1-9][0-9]?:[1-9][0-9]?$/, { error: 'must be a ratio' })
  .meta({ description: "One vendor's members to all other members", examples: ['2:1'] })

const seats = z.int().min(1).max(99)

/** C1–C13: who the committee is and how it governs itself. */
export const committee = z.strictObject({
  bootstrap: part('C1', 'The people the committee starts from; their names are entered at set-up, not here', {
    from: shortProse.meta({
      description: told('Where that list of people comes from'),
      examples: ['the steering committee'],
    }),
    needs: listOf(z.enum(['name', 'email', 'openpgp']), 1).meta({ description: 'What each of them must give' }),
  }),
  duties: part('C2', 'The work that members share', {
    list: z
      .array(
        z.strictObject({
          id: duty.meta({ description: 'The duty' }),
          title: shortProse.meta({ description: 'Its name on screen', examples: ['Triage'] }),
          does: prose.meta({ description: 'What its holder does', examples: ['Assess the impact'] }),
        }),
      )
      .min(1)
      .max(4)
      .refine((list) => new Set(list.map((d) => d.id)).size === list.length, { error: 'must list each duty once' })
      .meta({ description: 'The duties in the order of the work' }),
    remindWhenUnheld: interval.meta({ description: 'A duty nobody holds reminds the committee this often' }),
  }),
  rotation: part('C2', 'Who is on call, where the members take turns', {
    every: z
      .enum(['P1W', 'P2W', 'P4W'])
      .default('P1W')
      .meta({ description: 'How long one turn lasts', examples: ['P1W'] }),
    startsOn: z
      .enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])
      .default('monday')
      .meta({ description: 'The weekday on which the next turn begins' }),
    holds: duty.default('triage').meta({ description: 'The duty that whoever is on call holds on new cases' }),
    fixLead: z.enum(['round-robin', 'none']).default('none').meta({
      description: 'Whether each new case gets a fix lead in turn, or none is named',
    }),
    newMembers: prose
      .optional()
      .meta({ description: told('How new members come into the turns'), examples: ['They shadow one turn first.'] }),
  }).optional(),
  contact: part('C3', 'Writing to the committee', {
    reaches: z.literal('all-members').meta({ description: 'Whom a mail to the committee reaches' }),
    address: address
      .optional()
      .meta({ description: told('The one address, where the policy names it'), examples: ['security@example.org'] }),
    openpgp: z
      .enum(['published', 'on-request'])
      .optional()
      .meta({ description: told('Whether the keys are published, or given to whoever asks') }),
  }),
  size: part('C4', 'How many members', {
    least: seats.meta({ description: 'Fewer members than this carry a warning', examples: [2] }),
    most: seats.meta({ description: 'More members than this carry a warning', examples: [4] }),
    outside: z.literal('warn').meta({ description: 'What happens outside the range: a warning, never a block' }),
  }),
  joining: part('C5', 'The ways in', {
    ways: listOf(z.enum(['interest', 'nomination-by-member', 'nomination-by-maintainer']), 1).meta({
      description: 'How someone becomes a candidate; each is recorded with a statement',
    }),
  }),
  vendorBalance: part('C6', 'No vendor outweighs the others', {
    atMost: z
      .union([
        z.strictObject({ ratio }),
        z.strictObject({ share: share.meta({ description: "One vendor's share of all members", examples: ['1/2'] }) }),
        z.strictObject({ unlimited: z.literal(true).meta({ description: 'The policy sets no limit' }) }),
      ])
      .meta({ description: 'The limit: a ratio, a share, or none', examples: [{ ratio: '2:1' }] }),
    over: z.literal('warn-and-ask-reason').meta({ description: 'Going over the limit needs a recorded reason' }),
    grace: duration.meta({ description: 'After a job change: time to get back under the limit', examples: ['P6M'] }),
  }),
  selection: part('C7', 'How new members are chosen', {
    by: z.enum(['members', 'other-body']).meta({ description: 'Who chooses' }),
    body: shortProse.optional().meta({ description: 'The other body, where one chooses', examples: ['steering'] }),
    method: z.literal('lazy-consensus').meta({ description: 'Silence is consent' }),
    openFor: span.meta({ description: 'A proposal stays open this long' }),
    fallback: z.literal('majority').meta({ description: 'What one objection turns it into' }),
  }),
  voting: part('C7', 'How a vote runs once it has come to one', {
    openFor: span.default('P7D').meta({ description: 'A ballot stays open this long' }),
    quorum: share
      .default('1/2')
      .meta({ description: 'Share of those entitled who must take part, by aye, no or abstention', examples: ['1/2'] }),
    standIns: z.enum(['vote', 'watch']).default('vote').meta({ description: 'Whether a stand-in votes for the seat' }),
    whoLeaves: z.enum(['ballot-counts', 'ballot-falls']).default('ballot-counts').meta({
      description: 'What becomes of the ballot of a member whose seat ends while the vote runs',
    }),
  }).prefault({ clause: 'C7' }),
  steppingDown: part('C8', 'Leaving the committee', {
    replacementFrom: shortProse.meta({
      description: told('Who may be proposed to follow'),
      examples: ['contributors'],
    }),
  }),
  activity: part('C9', 'Staying active', {
    shows: z.literal('last-act').meta({ description: 'What the committee sees of each member' }),
  }),
  leave: part('C10', 'Leave', {
    coordinateFrom: duration.meta({
      description: 'Leave this long or longer is agreed with the others',
      examples: ['P2W'],
    }),
    rights: z.enum(['kept', 'paused']).default('kept').meta({
      description: 'Whether a member on leave keeps access, mail and tokens, or has none until they are back',
    }),
  }),
  standIn: part('C11', 'Temporary replacement', {
    from: span.meta({ description: 'The shortest leave with a stand-in', examples: ['P1M'] }),
    to: span.meta({ description: 'The longest leave with a stand-in', examples: ['P3M'] }),
  }),
  removal: part('C12', 'Removing members', {
    afterUnreachable: span.meta({ description: 'Unreachable without notice for longer than this', examples: ['P1M'] }),
    afterNeglect: span.meta({ description: 'Documented duties not fulfilled for longer than this', examples: ['P1M'] }),
    share: share.meta({ description: 'Share of the other members that the vote needs', examples: ['2/3'] }),
    leastAyes: z
      .int()
      .min(1)
      .max(99)
      .meta({ description: 'And at least this many ayes', examples: [2] }),
    appealTo: shortProse.meta({
      description: 'The body that decides when the committee is too small to, and hears appeals about people',
    }),
  }),
  access: part('C13', 'Rights', { follows: z.literal('seat').meta({ description: 'What rights begin and end with' }) }),
})
