import { ownId } from '../publicId.ts'
import type { Case } from '../state.ts'

/** Every id under which a case, and those merged into it, may be known. */
export function idsOf(c: Case): readonly string[] {
  return [ownId(c), ...(c.cve.id === null ? [] : [c.cve.id]), ...c.related.aliases]
}
