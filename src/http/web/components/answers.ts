/** What a date-time field sends (`2026-03-13T16:00`, meant as UTC). Undefined when it is none. */
export function instantFromField(text: string): Temporal.Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined
  try {
    return Temporal.Instant.from(`${text}Z`)
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined
    throw thrown
  }
}

/** What a list-of-lines field sends: without blank lines and outer white space. */
export function linesFromField(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
