/** What the reference validator found in a CSAF document. */
export interface CsafFinding {
  /** The section of the standard, such as `6.1.11`, or `schema`. */
  readonly test: string
  /** An error makes the document invalid; a warning says what the standard recommends. */
  readonly level: 'error' | 'warning'
  /** RFC 6901, into the document. */
  readonly pointer: string
  readonly says: string
}

/** The CSAF standard's own tests (sections 6.1 and 6.2), without a network. */
export interface CsafTests {
  /** Throws `CsafTestsFailed` when they cannot be run to their end. */
  run(document: object): Promise<readonly CsafFinding[]>
  /** Lets go of what the tests hold; a run under way throws (`closed`), and the next one begins anew. */
  close(): Promise<void>
}

export class CsafTestsFailed extends Error {
  override readonly name = 'CsafTestsFailed'
  readonly code: 'too_slow' | 'broken' | 'closed'
  constructor(code: CsafTestsFailed['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
