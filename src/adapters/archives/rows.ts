import { parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { columnName } from '../../core/mail/index.ts'
import { NotAnArchive } from './notAnArchive.ts'

/** The rows of a CSV file (RFC 4180) by its first row's names, one after another. Throws `NotAnArchive`. */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Readonly<Record<string, string>>> {
  const rows = Readable.from(bytes).pipe(
    parse({
      columns: (names: string[]) => names.map(columnName),
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      // A file with an open quote is no reason to take it all into memory.
      max_record_size: 10_000_000,
    }),
  )
  try {
    for await (const row of rows) yield row as Readonly<Record<string, string>>
  } catch (cause) {
    const { code } = cause as { readonly code?: unknown }
    if (typeof code === 'string' && code.startsWith('CSV_'))
      throw new NotAnArchive(code, 'not a file of comma-separated rows (CSV)', { cause })
    throw cause
  }
}
