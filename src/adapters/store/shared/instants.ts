/**
 * Instants are compared in SQL as text, and ISO 8601 does not sort: '…00.5Z' comes before '…00Z'. Without the Z and
 * without idle zeros it does sort, and equal instants are equal texts. They come back in the shortest spelling, the
 * one `Temporal.Instant` prints itself.
 */
export function stored(instant: string): string {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(instant)
  if (found === null) throw new RangeError('not an instant in ISO 8601, UTC')
  const [, seconds = '', digits = ''] = found
  const fraction = digits.replace(/0+$/, '')
  return fraction === '' ? seconds : `${seconds}.${fraction}`
}

export function storedOrNull(instant: string | null): string | null {
  return instant === null ? null : stored(instant)
}

export function spelled(text: string): string {
  return `${text}Z`
}

export function spelledOrNull(text: string | null): string | null {
  return text === null ? null : spelled(text)
}
