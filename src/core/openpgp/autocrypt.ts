import { fromBase64 } from './transfer.ts'
import { fromLatin1 } from './bytes.ts'
import { fieldOf, type Entity } from './entity.ts'

/** A key's bytes as a mail's own header carries them (Autocrypt 1.1, "The Autocrypt Header"), in lines. */
export function autocryptHeader(address: string, key: Uint8Array): string {
  const lines = key.toBase64().match(/.{1,70}/g) ?? []
  return `addr=${address}; keydata=${lines.map((line) => `\r\n ${line}`).join('')}`
}

/** More than 10 kB a header carries no key (the same section); some programs send more. */
const longest = 100_000

/**
 * The key in a mail's header, if it says that it belongs to whom the mail is from. Several headers, attributes that are
 * not known and critical, and another address make it void, as the specification has it.
 */
export function autocryptKey(entity: Entity, from: string): Uint8Array | undefined {
  const headers = entity.fields.filter(({ name }) => name === 'autocrypt')
  const [header] = headers
  if (header === undefined || headers.length > 1 || header.value.length > longest) return undefined
  const attributes = new Map<string, string>()
  for (const part of header.value.split(';')) {
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim().toLowerCase()
    if (at > 0 && !name.startsWith('_')) attributes.set(name, part.slice(at + 1).trim())
  }
  const known = [...attributes.keys()].every((name) => ['addr', 'keydata', 'prefer-encrypt'].includes(name))
  if (!known || attributes.get('addr')?.toLowerCase() !== from.toLowerCase()) return undefined
  const key = fromBase64(fromLatin1(attributes.get('keydata') ?? ''))
  return key.length === 0 ? undefined : key
}

/** The address that a mail says it is from; `undefined` where it names none, or several. */
export function fromAddressOf(entity: Entity): string | undefined {
  const value = fieldOf(entity, 'from') ?? ''
  const angled = [...value.slice(0, 2000).matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map(([, address = '']) => address)
  if (angled.length > 1) return undefined
  return (angled[0] ?? /^\s*([^<>\s,;:"]+@[^<>\s,;:"]+)\s*$/.exec(value)?.[1])?.toLowerCase()
}
