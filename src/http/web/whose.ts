import type { Person } from '../../core/community/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import type { NextStep } from '../../core/process/index.ts'

const anyone: Partial<Record<NextStep['role'], string>> = {
  member: 'any member',
  fixer: 'the fix team',
  reporter: 'the reporter',
  invited: 'whoever is invited',
}

/** Whose step it is, by name; the reader is left out, since the page calls them "You". */
export function whoseIs(
  { who, role, duty, mine }: NextStep,
  people: ReadonlyMap<PersonId, Person>,
  reader: PersonId,
): readonly string[] {
  const names = who.filter((one) => !mine || one !== reader).map((one) => people.get(one)?.name ?? 'somebody')
  if (names.length > 0) return names
  if (who.length > 0) return []
  const all = `${mine ? 'or ' : ''}${anyone[role] ?? role}`
  return [duty === null ? all : `${all}: nobody holds ${duty}`]
}
