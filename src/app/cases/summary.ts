import { deadlines, isRunning, phaseOf, type Case, type Phase } from '../../core/process/index.ts'
import type { Policy } from '../../core/policy/index.ts'

/** What lists show of a case; sealed. */
export interface Summary {
  readonly title: string
  readonly project: string
  readonly severity: string | null
  readonly score: number | null
  readonly cve: string | null
  readonly release: string | null
  readonly asap: boolean
}

export function summaryOf(c: Case): Summary {
  return {
    title: c.advisory.at(-1)?.document.title ?? c.report.title,
    project: c.release?.project ?? c.report.project,
    severity: c.severity?.class ?? null,
    score: c.severity?.score ?? null,
    cve: c.cve.id,
    release: c.release?.version ?? null,
    asap: c.causes.some(({ kind }) => kind === 'asap'),
  }
}

/** The plain part of a case's row: phase and times only. */
export function standingOf(c: Case, policy: Policy, now: Temporal.Instant) {
  const due = deadlines(c, policy, now).flatMap((one) => (isRunning(one) && one.due !== null ? [one.due] : []))
  const phase: Phase = phaseOf(c)
  return { phase, open: c.closed === null, nextDue: due.sort()[0] ?? null }
}
