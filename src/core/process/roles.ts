import { can, type Role } from '../access/index.ts'
import type { PersonId } from '../kernel/index.ts'
import { isReporter } from './reporters.ts'
import type { Case } from './state.ts'

/**
 * What a person is on a case: by seat (C13), by having reported it, by an accepted invitation; the last is for this
 * case only and ends with it (F3).
 */
export function rolesOn(c: Case, person: PersonId, members: readonly PersonId[]): readonly Role[] {
  const roles: Role[] = []
  if (members.includes(person)) roles.push('member')
  const standing = c.closed === null ? c.fixTeam.find((member) => member.person === person)?.state : undefined
  if (standing === 'accepted') roles.push('fixer')
  if (standing === 'invited') roles.push('invited')
  if (isReporter(c, person)) roles.push('reporter')
  return roles
}

/** Committee and fix team have a room of their own in the thread (V6). */
export function seesTeamRoom(roles: readonly Role[]): boolean {
  return roles.includes('member') || roles.includes('fixer')
}

/** Everyone for whom the case is in a list: members, and who was invited to it while it is open. A reporter has their own link. */
export function audienceOf(c: Case, members: readonly PersonId[]): readonly PersonId[] {
  const invited = c.closed === null ? c.fixTeam : []
  const team = invited.flatMap(({ person, state }) => (state === 'accepted' || state === 'invited' ? [person] : []))
  return [...new Set([...members, ...team])].sort()
}

/** Who has a part in an open case of their own, whether they have a seat or not: a duty, or a place on the fix team. */
export function tiedTo(c: Case): readonly PersonId[] {
  if (c.closed !== null) return []
  return [...new Set([...Object.values(c.duties), ...audienceOf(c, [])])].sort()
}

/** Those of the audience who may read the case: who is only invited knows that there is one, no more (F2). */
export function readersOf(c: Case, members: readonly PersonId[]): readonly PersonId[] {
  return audienceOf(c, members).filter((person) => can(rolesOn(c, person, members), 'readCase'))
}
