import type { PersonId } from '../../core/kernel/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import type { Case, CaseEvent } from '../../core/process/index.ts'
import type { CaseStream } from './load.ts'

/** One case's new events, and what is needed to work out what they bring with them. */
export interface Change {
  readonly stream: CaseStream
  readonly events: readonly CaseEvent[]
  readonly policy: Policy
}

/** A change with the case as it will be. */
export interface Changed extends Change {
  readonly case: Case
  readonly grown: CaseStream
}

export interface Actor {
  readonly by: PersonId | 'product'
  readonly now: Temporal.Instant
  readonly members: readonly PersonId[]
  readonly host: string
}
