import { readYaml } from '../../policy/index.ts'
import type { OwnersProblem } from './listed.ts'
import { isGroup } from './yaml.ts'

/** At the root alone (https://www.kubernetes.dev/docs/guide/owners/#owners_aliases). */
export const aliasesPlace = 'OWNERS_ALIASES'

export interface Aliases {
  /** Handles by an alias’s name in small letters. */
  readonly members: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly OwnersProblem[]
}

export const noAliases: Aliases = { members: new Map(), problems: [] }

/** OWNERS_ALIASES: names for groups of people, as OWNERS files use them. */
export function readAliases(text: string): Aliases {
  const read = readYaml(text)
  if ('problems' in read) return { members: new Map(), problems: read.problems }
  const { value, places } = read
  const groups = isGroup(value) ? value['aliases'] : undefined
  const members = new Map<string, readonly string[]>()
  const problems: OwnersProblem[] = []
  if (!isGroup(groups)) {
    const hint = 'Write aliases: and below it, harbour-approvers: [ada, ben]'
    return { members, problems: [{ line: 1, column: 1, code: 'no_aliases', says: 'no aliases stand here', hint }] }
  }
  for (const [name, group] of Object.entries(groups)) {
    const entries: readonly unknown[] = Array.isArray(group) ? group : []
    const handles = entries.filter((one) => typeof one === 'string')
    // An alias without members names nobody.
    if (group !== null && (!Array.isArray(group) || handles.length !== entries.length)) {
      problems.push({
        ...places.valueOf(['aliases', name]),
        code: 'not_a_list',
        says: 'a list of handles is wanted here',
        hint: 'Write [ada, ben]',
      })
    }
    members.set(
      name.toLowerCase(),
      handles.map((one) => one.replace(/^@/, '')),
    )
  }
  return { members, problems }
}
