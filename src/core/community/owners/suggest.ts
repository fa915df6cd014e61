import { textProblem } from '../../kernel/index.ts'
import { aliasesPlace, noAliases, readAliases, type Aliases } from './aliases.ts'
import { isFound } from './automaton.ts'
import { codeownersPlaces, readCodeowners, rulesFor } from './codeowners.ts'
import { filterOf } from './filter.ts'
import type { Listed } from './listed.ts'
import { names } from './pathPattern.ts'
import { readOwners } from './read.ts'
import { ownersIn } from './yaml.ts'

/** A line of a file of the repository that names somebody for a path. */
export interface Naming {
  /** The affected path; that of a folder ends with a slash; empty: the whole project. */
  readonly path: string
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly as: 'approver' | 'reviewer' | 'owner' | 'maintainer'
  /** The alias of OWNERS_ALIASES by which the line names them; empty: by themselves. */
  readonly alias: string
}

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

/** A file, or a line of it, that could not be read: who stands there is not among those suggested. */
export interface Unread {
  readonly file: string
  readonly line: number
  readonly says: string
}

export interface Suggestions {
  /** Those first who are named for most of the paths, by the nearest files. */
  readonly people: readonly SuggestedPerson[]
  readonly unread: readonly Unread[]
}

/** Which files name people; the policy may name some of them (F1). */
export const ownersKinds = ['OWNERS', 'CODEOWNERS', 'MAINTAINERS'] as const
export type OwnersKind = (typeof ownersKinds)[number]

const maintainersPlaces = ['MAINTAINERS', 'MAINTAINERS.md', 'MAINTAINERS.txt', '.github/MAINTAINERS'] as const

/** Every file that may say who looks after these paths. */
export function ownersPlaces(paths: readonly string[]): readonly string[] {
  const owners = paths.flatMap((path) => foldersOf(path).map((folder) => `${folder}OWNERS`))
  return [...new Set([...owners, aliasesPlace, ...codeownersPlaces, ...maintainersPlaces])]
}

/**
 * F1: who looks after the affected paths, by the repository’s own OWNERS (nearest folder first), CODEOWNERS (the last
 * line that matches) and MAINTAINERS files. `files`: those of `ownersPlaces` that exist. Nobody who is emeritus.
 */
export function suggestedFrom(
  files: ReadonlyMap<string, string>,
  paths: readonly string[],
  kinds: readonly OwnersKind[] = ownersKinds,
): Suggestions {
  const unread: Unread[] = []
  const aliases = files.has(aliasesPlace) ? readAliases(files.get(aliasesPlace) ?? '') : noAliases
  const maintainers = maintainersIn(files, unread)
  const asked = paths.length === 0 ? [''] : paths
  const named: Named[] = []
  if (kinds.includes('OWNERS')) {
    unread.push(...aliases.problems.map(({ line, says }) => ({ file: aliasesPlace, line, says })))
    named.push(...asked.flatMap((path) => fromOwners(files, path, aliases, unread)))
  }
  if (kinds.includes('CODEOWNERS')) named.push(...fromCodeowners(files, asked, unread))
  if (kinds.includes('MAINTAINERS')) {
    const active = maintainers.people.filter(({ role }) => role !== 'emeritus')
    named.push(
      ...active.map((who, nth) => ({
        who,
        distance: everything + 1 + nth,
        because: { path: '', file: maintainers.file, line: who.line, as: 'maintainer' as const, alias: '' },
      })),
    )
  }
  const clean = named.filter(({ who, because: { file, line } }) => {
    const says = textProblem(Object.values(who).join(' '), 'one')
    if (says !== undefined) unread.push({ file, line, says })
    return says === undefined
  })
  return { people: ranked(clean, maintainers.people), unread: once(unread) }
}

type Who = Pick<Listed, 'name' | 'email' | 'handle' | 'affiliation'>
/** Further away than any folder. */
const everything = 1000

interface Named {
  readonly who: Who
  /** How far above the path its file lies, in folders; what is for all of the project is far. */
  readonly distance: number
  readonly because: Naming
}

/** A path’s own folder and all above it, nearest first, each with its slash; the root is empty. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, nth) => `${parts.slice(0, parts.length - nth).join('/')}/`).concat('')
}

function fromOwners(files: ReadonlyMap<string, string>, path: string, aliases: Aliases, unread: Unread[]): Named[] {
  const named: Named[] = []
  for (const [distance, folder] of foldersOf(path).entries()) {
    const file = `${folder}OWNERS`
    const text = files.get(file)
    if (text === undefined) continue
    const { owners, isAlone, problems } = ownersIn(text)
    unread.push(...problems.map(({ line, says }) => ({ file, line, says })))
    for (const { filter, role, line, handle, email } of owners) {
      if (role === 'emeritus') continue
      const within = filter === null ? true : isWithin(filter, path.slice(folder.length))
      if (within === undefined)
        unread.push({ file, line, says: `the filter ${JSON.stringify(filter)} is not understood` })
      if (within !== true) continue
      const members = aliases.members.get(handle.toLowerCase())
      const because = { path, file, line, as: role, alias: members === undefined ? '' : handle }
      for (const one of members ?? [handle]) {
        named.push({ who: { name: '', email, handle: one, affiliation: '' }, distance, because })
      }
    }
    if (isAlone) break
  }
  return named
}

/** A file at the root that no line names by its name. */
const anyFile = '\0'

/** `undefined`: nobody can tell. Kubernetes' filters are asked of the path below the file's own folder. */
function isWithin(filter: string, path: string): boolean | undefined {
  const automaton = filterOf(filter)
  return automaton === undefined ? undefined : isFound(automaton, path)
}

function fromCodeowners(files: ReadonlyMap<string, string>, paths: readonly string[], unread: Unread[]): Named[] {
  const file = codeownersPlaces.find((place) => files.has(place))
  if (file === undefined) return []
  const read = readCodeowners(files.get(file) ?? '', file)
  unread.push(...read.unread.map((line) => ({ file, line, says: 'this line is not understood' })))
  return paths.flatMap((path) =>
    rulesFor(read, path === '' ? anyFile : path).flatMap(({ owners, line, pattern }) =>
      owners.map((owner): Named => {
        const isAddress = !owner.startsWith('@')
        const who = {
          email: isAddress ? owner.toLowerCase() : '',
          handle: isAddress ? '' : owner.replace(/^@{1,2}/, ''),
        }
        const because = { path, file, line, as: 'owner' as const, alias: '' }
        return {
          who: { name: '', affiliation: '', ...who },
          distance: names(pattern, anyFile) ? everything : 0,
          because,
        }
      }),
    ),
  )
}

function maintainersIn(files: ReadonlyMap<string, string>, unread: Unread[]) {
  const file = maintainersPlaces.find((place) => files.has(place))
  if (file === undefined) return { file: '', people: [] }
  const read = readOwners(files.get(file) ?? '')
  if ('people' in read) return { file, people: read.people }
  unread.push(...read.problems.map(({ line, says }) => ({ file, line, says })))
  return { file, people: [] }
}

/** Each person once, with what a MAINTAINERS file knows of them besides. */
function ranked(named: readonly Named[], maintainers: readonly Listed[]): SuggestedPerson[] {
  const found = new Map<string, { who: Who; namings: Named[] }>()
  for (const one of named) {
    const known = maintainers.find((other) => isSame(one.who, other))
    const who = known === undefined ? one.who : filledIn(one.who, known)
    const key = keyOf(who)
    const before = found.get(key)
    found.set(key, { who: before?.who ?? who, namings: [...(before?.namings ?? []), one] })
  }
  const distinct = (namings: readonly Named[]) =>
    new Set(namings.flatMap(({ because: { path } }) => (path === '' ? [] : [path]))).size
  const nearest = (namings: readonly Named[]) => Math.min(...namings.map(({ distance }) => distance))
  const weight = (namings: readonly Named[]) => (namings.some(({ because }) => because.as !== 'reviewer') ? 0 : 1)
  return [...found.values()]
    .toSorted(
      (a, b) =>
        distinct(b.namings) - distinct(a.namings) ||
        nearest(a.namings) - nearest(b.namings) ||
        weight(a.namings) - weight(b.namings),
    )
    .map(({ who, namings }) => ({
      ...who,
      isTeam: who.handle.includes('/'),
      because: namings.map(({ because }) => because),
    }))
}

function keyOf({ handle, email, name }: Who): string {
  return handle === '' ? (email === '' ? `name ${name}` : `mail ${email}`) : `@${handle.toLowerCase()}`
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

function once(unread: readonly Unread[]): Unread[] {
  const key = ({ file, line, says }: Unread) => `${file}:${line} ${says}`
  return [...new Map(unread.map((one) => [key(one), one])).values()]
}
