import type { Batch } from '../../../app/ports/index.ts'

/** Whether a commit may have made something due. */
export function bringsWork({ outbox, alarms }: Batch): boolean {
  return (outbox?.length ?? 0) > 0 || (alarms?.length ?? 0) > 0
}
