import { latin1 } from './bytes.ts'
import { fieldOf, type Entity } from './entity.ts'

/** An entity's body out of its transfer encoding (RFC 2045, section 6). What cannot be decoded is given as it stands. */
export function decodedBody(entity: Entity): Uint8Array {
  const encoding = (fieldOf(entity, 'content-transfer-encoding') ?? '').trim().toLowerCase()
  if (encoding === 'base64') return fromBase64(entity.body)
  if (encoding === 'quoted-printable') return fromQuotedPrintable(entity.body)
  return entity.body
}

/** Everything outside the alphabet is left out (section 6.8). */
export function fromBase64(body: Uint8Array): Uint8Array {
  const text = latin1(body).replaceAll(/[^A-Za-z0-9+/]/g, '')
  // One letter alone holds no whole byte.
  return Uint8Array.fromBase64(text.length % 4 === 1 ? text.slice(0, -1) : text)
}

const [tab, lf, cr, space, equals] = [0x09, 0x0a, 0x0d, 0x20, 0x3d]

/** Byte by byte, since a line may be as long as its sender likes. */
function fromQuotedPrintable(body: Uint8Array): Uint8Array {
  const out = new Uint8Array(body.length)
  let to = 0
  /** Where the line would end if nothing but white space followed: that does not count (section 6.7, rule 3). */
  let trimmed = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0
    if (byte === equals) {
      const soft = body[at + 1] === lf ? 1 : body[at + 1] === cr && body[at + 2] === lf ? 2 : 0
      const value = soft === 0 ? hexadecimal(body[at + 1], body[at + 2]) : undefined
      if (soft === 0) out[to++] = value ?? byte
      at += value === undefined ? soft : 2
      trimmed = to
    } else {
      if (byte === lf || (byte === cr && body[at + 1] === lf)) to = trimmed
      out[to++] = byte
      if (byte !== space && byte !== tab) trimmed = to
    }
  }
  return out.slice(0, to)
}

function hexadecimal(high = 0, low = 0): number | undefined {
  const text = String.fromCharCode(high, low)
  return /^[0-9A-Fa-f]{2}$/.test(text) ? Number.parseInt(text, 16) : undefined
}
