/** Bytes as the characters of Latin-1, one each: for what is ASCII, or only compared. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

/** The way back; characters beyond U+00FF lose their high bits. */
export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at)
  return bytes
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const [tab, lf, cr, space] = [0x09, 0x0a, 0x0d, 0x20]

/** Every line end as CR LF, the form in which texts are signed (RFC 3156, section 5; RFC 9580, section 5.2.1.2). */
export function withCrLf(bytes: Uint8Array): Uint8Array {
  const bare = bytes.reduce((count, byte, at) => (byte === lf && bytes[at - 1] !== cr ? count + 1 : count), 0)
  if (bare === 0) return bytes
  const out = new Uint8Array(bytes.length + bare)
  let to = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === lf && bytes[at - 1] !== cr) out[to++] = cr
    out[to++] = bytes[at] ?? 0
  }
  return out
}

/** A line: where it begins, where its text ends, and where the next one begins. */
export interface Line {
  readonly start: number
  readonly end: number
  readonly next: number
}

export function* linesOf(bytes: Uint8Array, from = 0, to = bytes.length): Generator<Line> {
  for (let start = from; start < to;) {
    const found = bytes.indexOf(lf, start)
    const end = found === -1 || found >= to ? to : found
    yield { start, end: end > start && bytes[end - 1] === cr && end < to ? end - 1 : end, next: Math.min(end + 1, to) }
    start = end + 1
  }
}

/** Where the text of a line ends once the white space at its end is left out. */
export function trimmedEnd(bytes: Uint8Array, { start, end }: Line): number {
  let to = end
  while (to > start && (bytes[to - 1] === space || bytes[to - 1] === tab || bytes[to - 1] === cr)) to -= 1
  return to
}
