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

/**
 * `@Ada Quill`, as people write it → `@p-…`, as the record keeps it: names change, and two may be alike. Whole names
 * alone: strangers choose theirs, and one who is called `a` stands in no address and in no other name. Some scripts set
 * no space after a name; those have no capital letters.
 */
export function withIds(text: string, view: CaseView): string {
  const known = new Map<string, PersonId>()
  for (const person of mentionable(view).toReversed()) known.set(nameOf(view, person), person)
  // The longest name first: "@Ada Quill" is not Ada.
  const names = [...known.keys()].filter((name) => name !== '').toSorted((one, other) => other.length - one.length)
  if (names.length === 0) return text
  const any = names.map((name) => RegExp.escape(name)).join('|')
  const whole = new RegExp(`(?<![\\p{Lu}\\p{Ll}\\p{N}._+-])@(${any})(?![\\p{Lu}\\p{Ll}\\p{N}])`, 'gu')
  return text.replace(whole, (written, name: string) => {
    const person = known.get(name)
    return person === undefined ? written : `@${person}`
  })
}

/** `@p-…` as the record keeps it → the name as it is today. */
export function withNames(text: string, view: CaseView): string {
  const named = namesIn(view)
  return text.replace(/@(p-[0-9a-z]{12})\b/g, (whole, person: string) => {
    const name = named(person)
    return name === undefined ? whole : `@${name}`
  })
}
