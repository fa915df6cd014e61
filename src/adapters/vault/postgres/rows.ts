import type { KeyRow, WrappedKey } from '../keystore.ts'

export interface Row {
  readonly stream: string
  readonly wrapped: Uint8Array | null
  readonly wrapped_by: string | null
}

export function wrappedIn({ wrapped, wrapped_by }: Omit<Row, 'stream'>): WrappedKey | null {
  return wrapped === null ? null : { key: wrapped, by: wrapped_by }
}

export function keyRow(row: Row): KeyRow {
  return { stream: row.stream, wrapped: wrappedIn(row) }
}
