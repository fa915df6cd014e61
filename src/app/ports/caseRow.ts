import type { CaseId, CommunityId, PersonId } from '../../core/kernel/index.ts'

/** A case in lists. Plain: ids, times, phase, counters. Everything that says what the case is about is sealed. */
export interface CaseRow {
  readonly case: CaseId
  readonly community: CommunityId
  readonly phase: string
  readonly open: boolean
  readonly opened: string
  readonly updated: string
  readonly version: number
  /** The next open deadline; null when there is none. */
  readonly nextDue: string | null
  readonly summary: Uint8Array
  /** Everyone who may see the case. Left out: unchanged since the last commit. */
  readonly audience?: readonly PersonId[]
  /** Given with `audience`: those of it who may read the case, and so find it by what is in it. Left out: nobody. */
  readonly readers?: readonly PersonId[]
  /** Given with `audience`: who is tied to the case by themselves, seat or not, while it is open. Left out: nobody. */
  readonly tied?: readonly PersonId[]
}
