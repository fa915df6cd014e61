import { exactStamp } from '../clock/index.ts'
import type { Recorded } from '../kernel/index.ts'
import type { Context } from './act.ts'
import type { CaseEvent } from './events.ts'
import type { Case } from './state.ts'

/** Events as they would be recorded after `c`, for folding ahead of the store. */
export function recorded(
  c: Case,
  events: readonly CaseEvent[],
  { by, now }: Pick<Context, 'by' | 'now'>,
): Recorded<CaseEvent>[] {
  const at = exactStamp(now)
  return events.map((event, index) => ({ stream: c.id, version: c.version + 1 + index, at, by, event }))
}
