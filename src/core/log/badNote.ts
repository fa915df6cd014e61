/** Thrown for a key, a note or a checkpoint that is not of its form. Such texts come from strangers. */
export class BadNote extends Error {
  override readonly name = 'BadNote'
  readonly code: 'bad_key' | 'bad_note' | 'bad_checkpoint'
  constructor(code: BadNote['code'], message: string) {
    super(message)
    this.code = code
  }
}
