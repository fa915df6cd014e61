import { codeownersPlaces, readCodeowners, rulesFor } from './codeowners.ts'
import { everything, unreadIn, type Named, type Names, type Who } from './naming.ts'
import { names } from './pathPattern.ts'

/** A file at the root that no line names by its name. */
const anyFile = '\0'

/** Whom the first CODEOWNERS file names for the paths: by the last line that matches each. */
export function namedByCodeowners(files: ReadonlyMap<string, string>, paths: readonly string[]): Names {
  const file = codeownersPlaces.find((place) => files.has(place))
  if (file === undefined) return { named: [], unread: [] }
  const read = readCodeowners(files.get(file) ?? '', file)
  const named = paths.flatMap((path) =>
    rulesFor(read, path === '' ? anyFile : path).flatMap(({ owners, line, pattern }) => {
      const distance = names(pattern, anyFile) ? everything : 0
      const because = { path, file, line, as: 'owner' as const, alias: '' }
      return owners.map((owner): Named => ({ who: whoIs(owner), distance, because }))
    }),
  )
  return {
    named,
    unread: unreadIn(
      file,
      read.unread.map((line) => ({ line, says: 'this line is not understood' })),
    ),
  }
}

/** `@name`, `@group/team`, `@@role` or an address. */
function whoIs(owner: string): Who {
  const isAddress = !owner.startsWith('@')
  return {
    name: '',
    email: isAddress ? owner.toLowerCase() : '',
    handle: isAddress ? '' : owner.replace(/^@{1,2}/, ''),
    affiliation: '',
  }
}
