import { StoreFailed } from '../../../app/ports/index.ts'

/** SQLite's primary result codes (https://sqlite.org/rescode.html): the low byte of an extended one. */
const codes: Record<number, StoreFailed['code']> = {
  5: 'busy',
  6: 'busy',
  8: 'read_only',
  11: 'corrupt',
  13: 'disk_full',
  26: 'corrupt',
}
const ioError = 10

export function storeFailed(cause: unknown): StoreFailed {
  if (cause instanceof StoreFailed) return cause
  const code = codes[primaryCode(cause)] ?? 'failed'
  return new StoreFailed(code, `the store failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
}

/** After an I/O error while committing, nobody knows what is on disk: Linux forgets pages that it failed to sync. */
export function leavesDiskUnknown(cause: unknown): boolean {
  return primaryCode(cause) === ioError
}

function primaryCode(cause: unknown): number {
  const extended = (cause as { errcode?: unknown } | null)?.errcode
  return typeof extended === 'number' ? extended & 0xff : 0
}
