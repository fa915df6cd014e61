import { z } from 'zod'

/** A clause id such as `V8`; the policy reference (docs/policy.md) lists them with their text. */
export const clause = z
  .string()
  .regex(/^[A-Z]{1,2}[0-9]{1,2}$/, { error: 'a clause id is a letter and a number, for example V8' })
  .meta({ title: 'Clause', description: 'The clause of the written process that this parameter comes from' })

/** ISO 8601, not negative. Days, weeks and months are calendar lengths in UTC. */
export const duration = z
  .string()
  .refine(isDuration, { error: 'an ISO 8601 duration, for example PT24H (24 hours) or P7D (7 days)' })
  .meta({ description: 'ISO 8601 duration' })

function isDuration(text: string): boolean {
  try {
    return Temporal.Duration.from(text).sign >= 0
  } catch {
    return false
  }
}

export const prose = z.string().trim().min(1).max(4000)
export const shortProse = z.string().trim().min(1).max(300)

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
