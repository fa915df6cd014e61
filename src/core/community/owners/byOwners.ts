import { aliasesPlace, noAliases, readAliases, type Aliases } from './aliases.ts'
import { isFound } from './automaton.ts'
import { filterOf } from './filter.ts'
import { unreadIn, type Named, type Names, type Unread } from './naming.ts'
import { ownersIn, type Owner } from './yaml.ts'

/** Each path’s OWNERS files, and the one file that says who their aliases are. */
export function ownersPlacesOf(paths: readonly string[]): readonly string[] {
  return [...paths.flatMap((path) => foldersOf(path).map(ownersAt)), aliasesPlace]
}

/** Whom the OWNERS files name for the paths, the nearest folder first; what of them nobody can read. */
export function namedByOwners(files: ReadonlyMap<string, string>, paths: readonly string[]): Names {
  const written = files.get(aliasesPlace)
  const aliases = written === undefined ? noAliases : readAliases(written)
  const found = paths.map((path) => namedFor(path, files, aliases))
  return {
    named: found.flatMap(({ named }) => named),
    unread: [...unreadIn(aliasesPlace, aliases.problems), ...found.flatMap(({ unread }) => unread)],
  }
}

function namedFor(path: string, files: ReadonlyMap<string, string>, aliases: Aliases): Names {
  const named: Named[] = []
  const unread: Unread[] = []
  for (const [distance, folder] of foldersOf(path).entries()) {
    const file = ownersAt(folder)
    const text = files.get(file)
    if (text === undefined) continue
    const { owners, isAlone, problems } = ownersIn(text)
    unread.push(...unreadIn(file, problems))
    for (const owner of owners) {
      const { role, line, filter } = owner
      if (role === 'emeritus') continue
      const isMeant = isWithin(filter, path.slice(folder.length))
      if (isMeant === undefined)
        unread.push({ file, line, says: `the filter ${JSON.stringify(filter)} is not understood` })
      if (isMeant !== true) continue
      const { handles, alias } = behind(owner, aliases)
      const because = { path, file, line, as: role, alias }
      const { email } = owner
      named.push(...handles.map((handle) => ({ who: { name: '', email, handle, affiliation: '' }, distance, because })))
    }
    if (isAlone) break
  }
  return { named, unread }
}

/** Who an entry is: the members of the alias that it names, or itself. */
function behind({ handle }: Owner, { members }: Aliases) {
  const group = members.get(handle.toLowerCase())
  return group === undefined ? { handles: [handle], alias: '' } : { handles: group, alias: handle }
}

/** `undefined`: nobody can tell. Kubernetes' filters are asked of the path below the file's own folder. */
function isWithin(filter: string | null, path: string): boolean | undefined {
  if (filter === null) return true
  const automaton = filterOf(filter)
  return automaton === undefined ? undefined : isFound(automaton, path)
}

/** A path’s own folder and all above it, nearest first, each with its slash; the root is empty. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, nth) => `${parts.slice(0, parts.length - nth).join('/')}/`).concat('')
}

function ownersAt(folder: string): string {
  return `${folder}OWNERS`
}
