import { z } from 'zod'
import { refuse, type Refused } from '../kernel/index.ts'
import type { EventOf, Resolution } from './events.ts'
import { reason, words } from './fields.ts'
import type { Case } from './state.ts'

export const eraseFields = z.object({
  reason: reason.describe('Why. It stays in the community’s record: repeat nothing of the case in it'),
  confirm: words('The case’s id, once more').describe('Erasing cannot be taken back'),
})

/**
 * Cases of which the process asks for nothing later: no announcement (R5), no advisory, no retrospective (T2) that others
 * rely on came of them.
 */
const erasable: readonly Resolution[] = ['spam', 'invalid', 'duplicate', 'withdrawn']

/** A committee's member erases a case that came to nothing: spam, a mistake, what should never have been sent. */
export function erase(
  c: Case,
  { reason: why, confirm }: z.infer<typeof eraseFields>,
): readonly [EventOf<'ErasureDecided'>] | Refused {
  if (c.closed === null) {
    return refuse('not_closed', 'T1', 'The case is open: somebody may still need it.', 'Close it first.')
  }
  if (!erasable.includes(c.closed.resolution) || c.announced !== null || c.cve.id !== null) {
    return refuse(
      'on_record',
      'T2',
      'What came of this case is public or may yet be needed: its record has to stay.',
      'Only a case closed as spam, invalid, a duplicate or withdrawn, without a CVE id, can be erased.',
    )
  }
  if (confirm !== c.id) {
    return refuse('not_confirmed', 'T1', `Erasing cannot be taken back.`, `Confirm it with the case’s id, ${c.id}.`)
  }
  return [{ type: 'ErasureDecided', reason: why }]
}
