import type { PersonId } from '../../kernel/index.ts'
import type { Gap } from '../gaps.ts'
import { isPublished } from '../published.ts'
import type { Case, FixTeamMember } from '../state.ts'

/** Neither closed nor set aside. */
export const isWorkedOn = (c: Case) => c.closed === null && c.setAside === null
export const isAccepted = (c: Case) => isWorkedOn(c) && c.accepted !== null
/** Nothing has gone to the list: a mail on its way, or in doubt, may have. */
export const isUnannounced = (c: Case) => isAccepted(c) && c.announced === null && !isPublished(c)
export const isAnnounced = (c: Case) => isWorkedOn(c) && c.announced !== null
export const isUnreleased = (c: Case) => isAccepted(c) && c.fixReleased === null

/** Is anyone on the fix team in this state? */
export const has = (c: Case, state: FixTeamMember['state']) => c.fixTeam.some((member) => member.state === state)

/** Those who have joined the fix team. */
export function team(c: Case): readonly PersonId[] {
  return c.fixTeam.filter(({ state }) => state === 'accepted').map(({ person }) => person)
}

/** What an outward step waits for: the first thing that is missing. */
export function firstOf(gaps: readonly Gap[]): string | null {
  const first = gaps[0]
  return first === undefined ? null : `${first.awaits} (${first.clause})`
}
