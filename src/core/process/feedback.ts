import type { PersonId } from '../kernel/index.ts'
import type { Policy } from '../policy/index.ts'
import type { Case } from './state.ts'

/** T3: whom the policy asks for feedback of their own: the committee, the fix team, or both. */
export function askedForFeedback(
  { fixTeam }: Case,
  members: readonly PersonId[],
  { retrospective: { feedback } }: Policy,
): readonly PersonId[] {
  const team = fixTeam.flatMap(({ person, state }) => (state === 'accepted' ? [person] : []))
  const people = { committee: members, 'fix-team': team }
  return [...new Set(feedback.ask.flatMap((whom) => people[whom]))]
}
