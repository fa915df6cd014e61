import { readMaintainersList } from './list.ts'
import type { ReadOwners } from './listed.ts'
import { readOwnersFile } from './yaml.ts'

export type { Listed, OwnersProblem } from './listed.ts'
export { maintainersList, ownersFile } from './write.ts'

/** OWNERS (YAML) or a MAINTAINERS list, told apart by how the first line that says something looks. */
export function readOwners(text: string): ReadOwners {
  const first = text.split(/\r?\n/).find((line) => !/^(?:$|#|---$)/.test(line.trim())) ?? ''
  return /^\uFEFF?[a-z_]+\s*:/.test(first) ? readOwnersFile(text) : readMaintainersList(text)
}
