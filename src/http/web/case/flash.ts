import { inWords } from '../../../core/process/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { nameOf } from './seen.ts'

/**
 * What the reader's own act did, in the record's words. The address only names the version it led to, so that no link
 * can put words here; somebody else's act says nothing.
 */
export function flashOf(view: CaseView, me: string, done: string | undefined): string | undefined {
  if (done === undefined || !/^\d{1,9}$/.test(done)) return undefined
  const last = view.records[Number(done) - 1]
  if (last === undefined || last.by !== me) return undefined
  const together = view.records.filter(({ at, by, version }) => at === last.at && by === me && version <= last.version)
  return together.map(({ event }) => inWords(event, (person) => nameOf(view, person), view.policy).says).join(' ')
}
