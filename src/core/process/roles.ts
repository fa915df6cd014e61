import type { Role } from '../access/index.ts'
import type { PersonId } from '../kernel/index.ts'
import type { Case } from './state.ts'

/** What a person is on a case (F3, C13): by seat, by an accepted invitation, by having reported it. */
export function rolesOn(c: Case, person: PersonId, members: readonly PersonId[]): readonly Role[] {
  const roles: Role[] = []
  if (members.includes(person)) roles.push('member')
  const standing = c.fixTeam.find((member) => member.person === person)?.state
  if (standing === 'accepted') roles.push('fixer')
  if (standing === 'invited') roles.push('invited')
  if (c.reporter === person) roles.push('reporter')
  return roles
}

/** Everyone for whom the case is in a list: members, and who was invited to it. A reporter has their own link. */
export function audienceOf(c: Case, members: readonly PersonId[]): readonly PersonId[] {
  const team = c.fixTeam.flatMap(({ person, state }) => (state === 'accepted' || state === 'invited' ? [person] : []))
  return [...new Set([...members, ...team])].sort()
}
