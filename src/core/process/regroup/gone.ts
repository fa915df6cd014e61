import { refuse, type Refused } from '../../kernel/index.ts'
import { isPublished } from '../published.ts'
import type { Case } from '../state.ts'

/** Why a case's vulnerability can no longer be regrouped: what users were told stands. */
export function publishedAlready(c: Case): Refused | undefined {
  if (c.merged === null && c.fixReleased === null && !isPublished(c)) return undefined
  return refuse(
    'published_already',
    'R5',
    `The fix of ${c.id} is public or announced: what users were told stands.`,
    'Finish that case. If another case is the same vulnerability, mark that one as its duplicate; for what is new, open a case.',
  )
}
