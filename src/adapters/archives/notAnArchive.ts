/** A file is not what it is read as: `not_an_mbox`, or what the library for spreadsheets calls it (`CSV_…`). */
export class NotAnArchive extends Error {
  override readonly name = 'NotAnArchive'
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
