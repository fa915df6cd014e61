import type { PersonId } from '../../../core/kernel/index.ts'
import { reportersOf } from '../../../core/process/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { nameOf } from './seen.ts'

/** People who can be told by name: everyone who reads the case's thread. */
export function mentionable({ case: c, members }: CaseView): readonly PersonId[] {
  const team = c.fixTeam.filter(({ state }) => state === 'accepted').map(({ person }) => person)
  return [...new Set([...members, ...team, ...reportersOf(c)])]
}

/** Those of them who are in one room only: reporters do not read the room of committee and fix team. */
export function outsiders(view: CaseView): readonly PersonId[] {
  const { members, case: c } = view
  const inside = [...members, ...c.fixTeam.filter(({ state }) => state === 'accepted').map(({ person }) => person)]
  return reportersOf(c).filter((person) => !inside.includes(person))
}

/** For text in which the record's ids stand: whom each of them names. */
export function namesIn(view: CaseView): (person: string) => string | undefined {
  return (person) => (view.people.has(person as PersonId) ? nameOf(view, person) : undefined)
}

/** `@Ada Quill`, as people write it → `@p-…`, as the record keeps it: names change, and two may be alike. */
export function withIds(text: string, view: CaseView): string {
  const known = mentionable(view).map((person) => ({ person, name: nameOf(view, person) }))
  // The longest name first: "@Ada Quill" is not Ada.
  const names = known.toSorted((one, other) => other.name.length - one.name.length)
  return names.reduce((so, { person, name }) => so.replaceAll(`@${name}`, `@${person}`), text)
}

/** `@p-…` as the record keeps it → the name as it is today. */
export function withNames(text: string, view: CaseView): string {
  const named = namesIn(view)
  return text.replace(/@(p-[0-9a-z]{12})\b/g, (whole, person: string) => {
    const name = named(person)
    return name === undefined ? whole : `@${name}`
  })
}
