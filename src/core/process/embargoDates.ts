import { isBefore } from '../clock/index.ts'
import type { PersonId } from '../kernel/index.ts'
import type { CaseEvent } from './events.ts'
import type { Case } from './state.ts'
import { isSecret } from './vultron/index.ts'

/** The events that end whatever embargo stands: an active one is terminated, a mere proposal rejected. */
export function embargoEnd(c: Case, why: string): CaseEvent[] {
  if (c.shadow.em === 'A' || c.shadow.em === 'R') return [{ type: 'EmbargoEnded', reason: why }]
  const until = c.embargo.proposed.at(-1)
  return c.shadow.em === 'P' && until !== undefined ? [{ type: 'EmbargoRejected', until, reason: why }] : []
}

/**
 * Sets the embargo's end to an instant that those who decide have agreed to. Nothing follows where no embargo can be
 * set any more (Vultron): what is public, exploited or attacked is not put under one, and an ended one stays ended.
 */
export function embargoSet(c: Case, until: string, why: string, agreeing: readonly string[]): CaseEvent[] {
  if (c.shadow.em === 'X' || !isSecret(c.shadow)) return []
  if (c.shadow.em === 'A' && c.embargo.until === until) return []
  return [
    { type: 'EmbargoProposed', until, reason: why },
    { type: 'EmbargoAccepted', until, lapsed: lapsing(c, until, agreeing) },
  ]
}

/** Whoever consented to an earlier end is asked again; an earlier end binds nobody for longer and lapses nobody. */
export function lapsing(c: Case, until: string, agreeing: readonly string[]): PersonId[] {
  const { until: before } = c.embargo
  const longer = before !== null && isBefore(Temporal.Instant.from(before), Temporal.Instant.from(until))
  return longer ? signatories(c).filter((one) => !agreeing.includes(one)) : []
}

function signatories(c: Case): PersonId[] {
  return Object.entries(c.shadow.consent).flatMap(([person, state]) =>
    state === 'signatory' ? [person as PersonId] : [],
  )
}
