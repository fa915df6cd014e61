import { fromLatin1, joined, latin1, linesOf, trimmedEnd } from './bytes.ts'

/** OpenPGP in the middle of a text, as it was done before PGP/MIME. */
export type Inline =
  | { readonly kind: 'message'; readonly armored: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'signed'
      /** What is signed: dashes taken back, white space at line ends left out, CR LF between lines. */
      readonly signed: Uint8Array
      /** The same as it reads, its lines as they stood. */
      readonly text: Uint8Array
      readonly signature: string
      readonly start: number
      readonly end: number
    }

const begins = { message: '-----BEGIN PGP MESSAGE-----', signed: '-----BEGIN PGP SIGNED MESSAGE-----' }
const ends = { message: '-----END PGP MESSAGE-----', signed: '-----END PGP SIGNATURE-----' }
const signatureBegins = '-----BEGIN PGP SIGNATURE-----'
const longest = begins.signed.length

/** The first armored message or signed text in a body; `undefined` where there is none, or it does not end. */
export function inlineIn(body: Uint8Array): Inline | undefined {
  let start: number | undefined
  let kind: Inline['kind'] = 'message'
  let signature: number | undefined
  for (const line of linesOf(body)) {
    const end = trimmedEnd(body, line)
    if (body[line.start] !== 0x2d || end - line.start > longest) continue
    const text = latin1(body.subarray(line.start, end))
    if (start === undefined) {
      if (text !== begins.message && text !== begins.signed) continue
      kind = text === begins.message ? 'message' : 'signed'
      start = line.start
    } else if (kind === 'signed' && text === signatureBegins) signature ??= line.start
    else if (text === ends[kind]) {
      if (kind === 'message') return { kind, armored: latin1(body.subarray(start, line.end)), start, end: line.next }
      if (signature === undefined) return undefined
      const texts = clearText(body, start, signature)
      return { kind, ...texts, signature: latin1(body.subarray(signature, line.end)), start, end: line.next }
    }
  }
  return undefined
}

const [dash, space] = [0x2d, 0x20]
const crLf = fromLatin1('\r\n')

/** RFC 9580, section 7: after the armor's own header and an empty line; the last line end belongs to the signature. */
function clearText(body: Uint8Array, from: number, to: number): { signed: Uint8Array; text: Uint8Array } {
  const signed: Uint8Array[] = []
  const text: Uint8Array[] = []
  let inHeader = true
  for (const line of linesOf(body, from, to)) {
    if (inHeader) {
      inHeader = trimmedEnd(body, line) > line.start
      continue
    }
    const escaped = body[line.start] === dash && body[line.start + 1] === space
    const start = escaped ? line.start + 2 : line.start
    if (signed.length > 0) signed.push(crLf)
    signed.push(body.subarray(start, Math.max(start, trimmedEnd(body, { ...line, start }))))
    text.push(body.subarray(start, line.next))
  }
  return { signed: joined(signed), text: joined(text) }
}
