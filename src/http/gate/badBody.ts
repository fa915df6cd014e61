/** A body that cannot be read: thrown by whoever parses it, answered by the gate. */
export class BadBody extends Error {
  override readonly name = 'BadBody'
  readonly code = 'not_readable'
}

/** A body that says too much. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
  readonly code = 'too_large'
}
