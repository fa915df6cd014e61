import { textProblem } from '../../kernel/index.ts'
import { namedByCodeowners } from './byCodeowners.ts'
import { maintainersIn, maintainersPlaces, namedByMaintainers } from './byMaintainers.ts'
import { namedByOwners, ownersPlacesOf } from './byOwners.ts'
import { codeownersPlaces } from './codeowners.ts'
import type { Named, Names, Unread } from './naming.ts'
import { ranked, type SuggestedPerson } from './ranked.ts'

export interface Suggestions {
  /** Those first who are named for most of the paths, by the nearest files. */
  readonly people: readonly SuggestedPerson[]
  readonly unread: readonly Unread[]
}

/** Which files name people; the policy may name some of them (F1). */
export const ownersKinds = ['OWNERS', 'CODEOWNERS', 'MAINTAINERS'] as const
export type OwnersKind = (typeof ownersKinds)[number]

/** Every file that may say who looks after these paths. */
export function ownersPlaces(paths: readonly string[]): readonly string[] {
  return [...new Set([...ownersPlacesOf(paths), ...codeownersPlaces, ...maintainersPlaces])]
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
  const asked = paths.length === 0 ? [''] : paths
  // Read whatever the policy names: it also says what others are called.
  const maintainers = maintainersIn(files)
  const says: Record<OwnersKind, () => Names> = {
    OWNERS: () => namedByOwners(files, asked),
    CODEOWNERS: () => namedByCodeowners(files, asked),
    MAINTAINERS: () => ({ named: namedByMaintainers(maintainers), unread: [] }),
  }
  const read = ownersKinds.filter((kind) => kinds.includes(kind)).map((kind) => says[kind]())
  const named = read.flatMap((one) => one.named)
  const unread = [...maintainers.unread, ...read.flatMap((one) => one.unread), ...named.flatMap(unreadable)]
  const readable = named.filter((one) => unreadable(one).length === 0)
  return { people: ranked(readable, maintainers.people), unread: once(unread) }
}

/** What nobody may see on a page, such as marks that turn the text around, is told and passed over. */
function unreadable({ who, because: { file, line } }: Named): readonly Unread[] {
  const says = textProblem(Object.values(who).join(' '), 'one')
  return says === undefined ? [] : [{ file, line, says }]
}

function once(unread: readonly Unread[]): readonly Unread[] {
  const key = ({ file, line, says }: Unread) => `${file}:${line} ${says}`
  return [...new Map(unread.map((one) => [key(one), one])).values()]
}
