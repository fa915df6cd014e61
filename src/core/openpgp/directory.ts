/** Z-base-32 (P. Zimmermann and others, "human-oriented base-32 encoding", 5): five bits a letter. */
const alphabet = 'ybndrfg8ejkmcpqxot1uwisza345h769'

function zBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31]
  }
  return bits === 0 ? text : text + alphabet[(held << (5 - bits)) & 31]
}

/** SHA-1 of a text's UTF-8 bytes, hexadecimal. The directory asks for it, as a name: nothing rests on it. */
export type Sha1 = (text: string) => string

export interface DirectoryPlace {
  readonly domain: string
  /** 32 letters for the address's part before the `@`. */
  readonly name: string
}

/**
 * Where an address's key lies in a Web Key Directory (draft-koch-openpgp-webkey-service, section 3.1): below
 * `/.well-known/openpgpkey/hu/` of its domain, or below `/.well-known/openpgpkey/DOMAIN/hu/` of `openpgpkey.DOMAIN`.
 */
export function directoryPlace(sha1: Sha1, address: string): DirectoryPlace {
  const at = address.lastIndexOf('@')
  // Only ASCII letters change their case.
  const local = address.slice(0, at).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
  return { domain: address.slice(at + 1).toLowerCase(), name: zBase32(Uint8Array.fromHex(sha1(local))) }
}
