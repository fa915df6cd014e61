import type { Listed } from './listed.ts'
import type { Named, Naming, Who } from './naming.ts'

/** Somebody to ask onto the fix team (F1), and each line that says so. Empty: the files don't say. */
export interface SuggestedPerson {
  readonly name: string
  readonly email: string
  /** At the forge, without the @. */
  readonly handle: string
  readonly affiliation: string
  /** A team of the forge: who is in it stands there, not here. */
  readonly isTeam: boolean
  readonly because: readonly Naming[]
}

/**
 * Each person once, with what a MAINTAINERS file knows of them besides. Those first who are named for most of the paths;
 * of these, by the nearest files; of these, as more than a reviewer.
 */
export function ranked(named: readonly Named[], maintainers: readonly Listed[]): readonly SuggestedPerson[] {
  return [...byPerson(named, maintainers).values()]
    .toSorted(
      ({ namings: a }, { namings: b }) =>
        pathsOf(b) - pathsOf(a) || nearest(a) - nearest(b) || Number(isReviewer(a)) - Number(isReviewer(b)),
    )
    .map(({ who, namings }) => ({
      ...who,
      isTeam: who.handle.includes('/'),
      because: namings.map(({ because }) => because),
    }))
}

interface Found {
  readonly who: Who
  readonly namings: readonly Named[]
}

function byPerson(named: readonly Named[], maintainers: readonly Listed[]): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>()
  for (const one of named) {
    const known = maintainers.find((other) => isSame(one.who, other))
    const who = known === undefined ? one.who : filledIn(one.who, known)
    const key = keyOf(who)
    const before = found.get(key)
    found.set(key, { who: before?.who ?? who, namings: [...(before?.namings ?? []), one] })
  }
  return found
}

/** For how many paths; the whole project is none. */
function pathsOf(namings: readonly Named[]): number {
  return new Set(namings.map(({ because: { path } }) => path).filter((path) => path !== '')).size
}

function nearest(namings: readonly Named[]): number {
  return Math.min(...namings.map(({ distance }) => distance))
}

function isReviewer(namings: readonly Named[]): boolean {
  return namings.every(({ because }) => because.as === 'reviewer')
}

function keyOf({ handle, email, name }: Who): string {
  if (handle !== '') return `@${handle.toLowerCase()}`
  return email === '' ? `name ${name}` : `mail ${email}`
}

function isSame(one: Who, other: Who): boolean {
  if (one.handle !== '' && one.handle.toLowerCase() === other.handle.toLowerCase()) return true
  return one.email !== '' && one.email === other.email
}

function filledIn(one: Who, known: Who): Who {
  return {
    name: one.name || known.name,
    email: one.email || known.email,
    handle: one.handle || known.handle,
    affiliation: one.affiliation || known.affiliation,
  }
}
