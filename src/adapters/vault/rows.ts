import type { KeyRow, WrappedKey } from './keystore.ts'

/** A wrapped key as both engines keep it. */
export interface Row {
  readonly stream: string
  readonly wrapped: Uint8Array | null
  /** Missing in a file of before keys had ids, while it is only read. */
  readonly wrapped_by?: string | null
}

export function wrappedIn({ wrapped, wrapped_by }: Omit<Row, 'stream'>): WrappedKey | null {
  return wrapped === null ? null : { key: wrapped, by: wrapped_by ?? null }
}

export function keyRow(row: Row): KeyRow {
  return { stream: row.stream, wrapped: wrappedIn(row) }
}

/** Those that are not destroyed. */
export function keptRows(rows: readonly Row[]): readonly { readonly stream: string; readonly wrapped: WrappedKey }[] {
  return rows.flatMap((row) => {
    const wrapped = wrappedIn(row)
    return wrapped === null ? [] : [{ stream: row.stream, wrapped }]
  })
}
