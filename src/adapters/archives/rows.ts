import { parse } from 'csv-parse'
import { pipeline, Readable } from 'node:stream'
import { codeOf } from '../../core/kernel/index.ts'
import { columnName, hasTitle } from '../../core/mail/index.ts'
import { decoded } from './decoded.ts'
import { NotAnArchive } from './notAnArchive.ts'

/** The rows of a CSV file (RFC 4180) by its first row's names, one after another. Throws `NotAnArchive`. */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Readonly<Record<string, string>>> {
  const rows = parse({
    columns: named,
    skip_empty_lines: true,
    relax_column_count: true,
    // A file with an open quote is no reason to take it all into memory.
    max_record_size: 10_000_000,
  })
  // What goes wrong with the file is thrown where its rows are read.
  pipeline(Readable.from(decoded(bytes)), rows, () => undefined)
  try {
    for await (const row of rows) yield row as Readonly<Record<string, string>>
  } catch (cause) {
    const code = codeOf(cause)
    if (code?.startsWith('CSV_') === true)
      throw new NotAnArchive(code, 'not a file of comma-separated rows (CSV)', { cause })
    throw cause
  }
}

/** Throws `NotAnArchive` where no row could become a report: nothing of such a file is worth reading. */
function named(given: readonly string[]): string[] {
  const names = given.map(columnName)
  if (hasTitle(names)) return names
  throw new NotAnArchive('no_title_column', `no column is named title, of ${names.length}: rename those that you have`)
}
