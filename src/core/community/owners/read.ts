import { readMaintainersList } from './list.ts'
import type { ReadOwners } from './listed.ts'
import { hasTable, readMaintainersTable } from './table.ts'
import { readOwnersFile } from './yaml.ts'

/**
 * OWNERS (YAML) or a MAINTAINERS file, told apart by how the first line that says something looks; of the latter, a
 * table as Markdown has it, or a list.
 */
export function readOwners(text: string): ReadOwners {
  if (hasTable(text)) return readMaintainersTable(text)
  const first = text.split(/\r?\n/).find((line) => !/^(?:$|#|---$)/.test(line.trim())) ?? ''
  return /^\uFEFF?[a-z_]+\s*:/.test(first) ? readOwnersFile(text) : readMaintainersList(text)
}
