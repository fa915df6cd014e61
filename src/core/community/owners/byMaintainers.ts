import type { Listed } from './listed.ts'
import { everything, unreadIn, type Named, type Unread } from './naming.ts'
import { readOwners } from './read.ts'

/** Where a MAINTAINERS file counts, the first one found. */
export const maintainersPlaces = ['MAINTAINERS', 'MAINTAINERS.md', 'MAINTAINERS.txt', '.github/MAINTAINERS'] as const

/** A project's MAINTAINERS file; `file` is empty where it has none. */
export interface MaintainersFile {
  readonly file: string
  readonly people: readonly Listed[]
  readonly unread: readonly Unread[]
}

export function maintainersIn(files: ReadonlyMap<string, string>): MaintainersFile {
  const file = maintainersPlaces.find((place) => files.has(place))
  if (file === undefined) return { file: '', people: [], unread: [] }
  const read = readOwners(files.get(file) ?? '')
  if ('people' in read) return { file, people: read.people, unread: [] }
  return { file, people: [], unread: unreadIn(file, read.problems) }
}

/** Its people look after the whole project: behind everybody whom a line names for a path, in the file's own order. */
export function namedByMaintainers({ file, people }: MaintainersFile): readonly Named[] {
  const active = people.filter(({ role }) => role !== 'emeritus')
  return active.map(({ name, email, handle, affiliation, line }, nth) => ({
    who: { name, email, handle, affiliation },
    distance: everything + 1 + nth,
    because: { path: '', file, line, as: 'maintainer', alias: '' },
  }))
}
