import { NotAnArchive } from './notAnArchive.ts'

/** Byte order marks of UTF-16; what has neither has to be UTF-8. RFC 4180 leaves it open, and spreadsheets write all three. */
const marks = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const

/**
 * Bytes as the text that they are, without its byte order mark. Throws `NotAnArchive` (`not_utf8`) where they are in
 * another encoding: read as UTF-8, letters of names and titles would be lost without a word.
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let held = new Uint8Array(0)
  let decoder: TextDecoder | undefined
  for await (const piece of bytes) {
    // The mark is two bytes long, and a piece may be one.
    const next = held.length === 0 ? piece : Buffer.concat([held, piece])
    held = new Uint8Array(0)
    if (decoder === undefined && next.length < 2) held = Uint8Array.from(next)
    else {
      decoder ??= decoderOf(next)
      yield read(decoder, next, true)
    }
  }
  yield read(decoder ?? decoderOf(held), held, false)
}

function decoderOf(head: Uint8Array): TextDecoder {
  const named = marks.find(([, mark]) => mark.every((byte, at) => head[at] === byte))
  return new TextDecoder(named?.[0] ?? 'utf-8', { fatal: true })
}

function read(decoder: TextDecoder, piece: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(piece, { stream })
  } catch (cause) {
    throw new NotAnArchive('not_utf8', 'its text is not UTF-8: save it anew as “CSV UTF-8”', { cause })
  }
}
