import { z } from 'zod'
import { clauseIds, clauses, type ClauseId } from './clauses.ts'

// Every message of this schema is a predicate that begins with "must": problems.ts puts the key's name before it.

const anyClause = z.enum(clauseIds).meta({ id: 'clause', title: 'Clause' })

/** The clause a parameter comes from. `usual` is the one in the process text; it serves as the example. */
export function clause(usual: ClauseId) {
  return anyClause.meta({ description: clauses[usual], examples: [usual] })
}

/** One group of parameters that a clause calls for. */
export function part<Shape extends Record<string, z.ZodType>>(usual: ClauseId, description: string, shape: Shape) {
  return z.strictObject({ clause: clause(usual), ...shape }).meta({ description })
}

const durationPattern =
  /^P(?=[0-9T])([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?(T(?=[0-9])([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,6}S)?)?$/

/** ISO 8601, not negative, at most ten years. Days, weeks and months are calendar lengths in UTC. */
export const duration = z
  .string()
  .regex(durationPattern, { error: 'must be an ISO 8601 duration', abort: true })
  .refine((text) => compareDurations(text, 'P10Y') <= 0, { error: 'must not exceed ten years' })
  .meta({ title: 'Duration', description: 'ISO 8601 duration', examples: ['P7D', 'PT24H'] })

/** A duration between repeated reminders: at least an hour, so that nobody is flooded. */
export const interval = duration
  .refine((text) => compareDurations(text, 'PT1H') >= 0, { error: 'must be at least PT1H (one hour)' })
  .meta({ title: 'Duration', description: 'ISO 8601 duration, at least an hour', examples: ['P1D'] })

/** A duration that must not be empty. */
export const span = duration
  .refine((text) => compareDurations(text, 'PT0S') > 0, { error: 'must be longer than nothing' })
  .meta({ title: 'Duration', description: 'ISO 8601 duration, longer than nothing', examples: ['P7D', 'PT24H'] })

/** Negative, zero or positive, as for `sort`; both texts must be valid durations. Measured from 1 January 2026. */
export function compareDurations(a: string, b: string): number {
  const relativeTo = Temporal.PlainDate.from('2026-01-01')
  return Temporal.Duration.compare(Temporal.Duration.from(a), Temporal.Duration.from(b), { relativeTo })
}

export const prose = z.string().trim().min(1).max(4000)
export const shortProse = z.string().trim().min(1).max(300)

export const address = z
  .email({ error: 'must be a mail address' })
  .max(254)
  .meta({ description: 'Mail address', examples: ['announce@lists.example.org'] })

/** A list in which nothing stands twice. */
export function listOf<Item extends z.ZodType>(item: Item, least: number) {
  return z
    .array(item)
    .min(least)
    .max(50)
    .refine((list) => new Set(list.map((entry) => JSON.stringify(entry))).size === list.length, {
      error: 'must not list anything twice',
    })
}

export const severityClasses = ['none', 'low', 'medium', 'high', 'critical'] as const
export const severityClass = z.enum(severityClasses)

/**
 * Marks a parameter that is told to people and that the product does not act on: the check and the reference say so.
 * Goes into the description, since that is what editors show.
 */
export const documentedOnly = '(documented only)'
export const told = (description: string) => `${description} ${documentedOnly}`

export const duties = ['triage', 'infra', 'disclosure', 'release'] as const
export const duty = z.enum(duties)
export type Duty = z.infer<typeof duty>

/**
 * Points in a case's life that a clock can count from or wait for. Each is a fact that the case's events
 * establish (core/process/milestones.ts says how).
 */
export const milestones = [
  'disclosed',
  'acknowledged',
  'assessed',
  'fixTeamReady',
  'severityDecided',
  'cveAssigned',
  'advisoryCreated',
  'workspaceReady',
  'fixAvailable',
  'fixComplete',
  'releaseAgreed',
  'planAdopted',
  'opened',
  'artefactsVerified',
  'announced',
  'retrospectiveSent',
] as const
export const milestone = z.enum(milestones)
export type Milestone = z.infer<typeof milestone>
