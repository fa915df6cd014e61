import type { PersonId } from '../kernel/index.ts'
import { reportersOf } from './reporters.ts'
import type { Case } from './state.ts'

export const isInForce = ({ shadow: { em } }: Case): boolean => em === 'A' || em === 'R'

/** Reporters who have not accepted the terms of the embargo in force: their consent is theirs to give (Vultron). */
export function unconsenting(c: Case): readonly PersonId[] {
  return isInForce(c) ? reportersOf(c).filter((person) => c.shadow.consent[person] === 'invited') : []
}

export function lacksReportersConsent(c: Case): boolean {
  return unconsenting(c).length > 0
}

/** The people besides the committee who keep an embargo: whoever reported it, and who joined the fix team. */
function bound(c: Case): readonly PersonId[] {
  const team = c.fixTeam.flatMap(({ person, state }) => (state === 'accepted' ? [person] : []))
  return [...new Set([...team, ...reportersOf(c)])]
}

/** Whose date the embargo's end is: nobody is said to have agreed to one that they have not accepted (D3). */
export function whoseDate(c: Case): string {
  const people = bound(c)
  const open = people.filter((person) => c.shadow.consent[person] !== 'signatory')
  if (people.length === 0) return 'the committee’s date; nobody outside it has been asked yet'
  if (open.length === 0) return 'the date everyone on the case agreed to'
  const so = open.length === people.length ? 'nobody outside it has' : 'not everyone has'
  return `the committee’s date; ${so} agreed to it yet`
}
