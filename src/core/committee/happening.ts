import { exactStamp } from '../clock/index.ts'
import type { Actor, CommunityId } from '../kernel/index.ts'
import type { CommitteeEvent } from './events.ts'
import { evolveCommittee } from './evolve.ts'
import type { Committee } from './state.ts'

/** What a community's stream records beside the committee's own events: a policy that was adopted (C7). */
export interface PolicyAdopted {
  readonly type: 'PolicyAdopted'
  readonly version: string
  readonly yaml: string
}
export type Happening = CommitteeEvent | PolicyAdopted

/** Somewhere to fold ahead of the record. */
const ahead: CommunityId = 'k-000000000000'

/** The committee as it will be once these are recorded. */
export function foldAhead(
  committee: Committee,
  events: readonly Happening[],
  now: Temporal.Instant,
  by: Actor,
): Committee {
  const at = exactStamp(now)
  return events.reduce(
    (before, event) =>
      event.type === 'PolicyAdopted' ? before : evolveCommittee(before, { stream: ahead, version: 0, at, by, event }),
    committee,
  )
}
