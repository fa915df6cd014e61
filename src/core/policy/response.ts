import { z } from 'zod'
import { clause, duration, duty, milestone, prose, shortProse } from './parts.ts'

/** D1–D3 and the embargo that a private report starts under. */
export const disclosure = z.strictObject({
  private: z.strictObject({ clause, ways: z.array(z.enum(['form', 'mail', 'api'])).min(1) }),
  public: z.strictObject({ clause, alert: z.literal('every-member') }),
  intent: z.strictObject({ clause, ask: z.literal('private-handling') }),
  embargo: z.strictObject({
    clause,
    terms: prose.meta({ description: 'What everyone agrees to before anything is shown' }),
    endsAfter: duration.meta({ description: 'Proposed end of a new embargo, counted from disclosure' }),
  }),
})

/** One deadline: a window after a milestone, done when another milestone is reached. */
export const clock = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, { error: 'lower-case letters, digits and hyphens' }),
  clause,
  title: shortProse,
  countsFrom: milestone,
  opens: duration.optional().meta({ description: 'The window begins this long after countsFrom' }),
  due: duration.meta({ description: 'The window ends this long after countsFrom' }),
  done: milestone,
  duty,
  underAsap: z.enum(['asap', 'unchanged']).meta({ description: 'What becomes of it when S2 applies' }),
  followsUpstream: z.boolean().meta({ description: 'S3: never due before the upstream date' }),
  maySlowDown: z.boolean().meta({ description: 'S8: may be moved by the fix team when severity is low' }),
})

/** S1–S8. */
export const schedule = z.strictObject({
  move: z.strictObject({ clause, needs: z.literal('reason') }),
  asap: z.strictObject({ clause, within: duration }),
  upstream: z.strictObject({ clause }),
  slowDown: z.strictObject({
    clause,
    scoreBelow: z.number().min(0).max(10).multipleOf(0.1),
    orAssessed: z.literal('low'),
    decides: z.literal('fix-team'),
  }),
  clocks: z
    .array(clock)
    .min(1)
    .refine((clocks) => new Set(clocks.map((c) => c.id)).size === clocks.length, { error: 'each clock has its own id' }),
  remind: z.strictObject({ clause, before: duration, againEvery: duration }),
})

/** F1–F3. */
export const fixTeam = z.strictObject({
  identify: z.strictObject({ clause, from: z.array(shortProse).min(1) }),
  invite: z.strictObject({ clause, acceptTerms: z.literal(true) }),
  access: z.strictObject({ clause, scope: z.literal('this-case') }),
})

/** V1–V8. */
export const development = z.strictObject({
  severity: z.strictObject({
    clause,
    versions: z.array(z.enum(['2.0', '3.0', '3.1', '4.0'])),
    preferred: z.enum(['2.0', '3.0', '3.1', '4.0', 'none']),
    decides: z.literal('committee'),
    classMayDiffer: z.literal('with-reason'),
  }),
  cve: z.strictObject({ clause, from: z.array(z.enum(['cna', 'github', 'mitre'])).min(1), form: z.url().optional() }),
  advisory: z.strictObject({ clause, where: shortProse }),
  collaborators: z.strictObject({ clause, are: z.literal('fix-team') }),
  workspace: z.strictObject({ clause, kind: shortProse }),
  conversation: z.strictObject({ clause, only: z.literal('case-thread') }),
  complete: z.strictObject({ clause, tells: z.literal('committee') }),
  releaseDay: z.strictObject({
    clause,
    agree: z.tuple([z.literal('fix-team'), z.literal('committee')]),
    time: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'a time of day such as 16:00' }),
    zone: z.string().refine(isZone, { error: 'an IANA time zone such as UTC or Europe/Berlin' }),
    weekdays: z.array(z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])).min(1),
    showIn: z.array(z.string().refine(isZone, { error: 'an IANA time zone' })),
  }),
})

function isZone(zone: string): boolean {
  try {
    Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/** R1–R8. */
export const release = z.strictObject({
  plan: z.strictObject({
    clause,
    opensWhen: milestone,
    audiences: z.array(z.enum(['reporter', 'fix-team', 'upstream', 'distributors', 'users'])).min(1),
  }),
  approval: z.strictObject({ clause, by: z.literal('fix-team'), least: z.int().min(1).max(20) }),
  merge: z.strictObject({
    clause,
    mostBefore: duration.meta({ description: 'Opening (the first public merge) at most this long before the announcement' }),
    usualBefore: duration.meta({ description: 'Opening proposed this long before the announcement' }),
  }),
  artefacts: z.strictObject({
    clause,
    checks: z.array(z.enum(['listed', 'signature', 'fetched', 'ran'])).min(1),
  }),
  announce: z.strictObject({ clause, says: z.array(shortProse).min(1) }),
  list: z.strictObject({ clause, address: z.email() }),
  chat: z.strictObject({
    clause,
    waitsFor: z.literal('list-link'),
    channels: z.array(z.strictObject({ workspace: shortProse, channel: shortProse })),
  }),
  template: z.strictObject({
    clause,
    subject: z.string().min(1).max(500),
    body: z.string().min(1).max(20_000),
  }),
})

/** T1–T3. */
export const retrospective = z.strictObject({
  write: z.strictObject({ clause, blameless: z.literal(true) }),
  send: z.strictObject({ clause, to: z.email(), includes: z.array(shortProse).min(1) }),
  feedback: z.strictObject({ clause, ask: z.array(z.enum(['committee', 'fix-team'])).min(1) }),
})
