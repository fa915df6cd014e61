import { latin1, linesOf, trimmedEnd } from './bytes.ts'

/** A field of a header, its name in lower case, its value unfolded; `lines` as they stand, with their line ends. */
export interface Field {
  readonly name: string
  readonly value: string
  readonly lines: Uint8Array
}

/** A MIME entity as bytes: what it says of itself, and which bytes are its body. */
export interface Entity {
  readonly bytes: Uint8Array
  readonly fields: readonly Field[]
  readonly body: Uint8Array
}

/** Attacker-made bytes: more of a header than this is body, however it looks. */
const mostHeader = 256_000

/**
 * Splits an entity at its first empty line. Nothing is decoded, nothing changed: what is signed is signed byte for byte.
 * Whatever is no field ends the header, too, so that no byte is lost.
 */
export function entityOf(bytes: Uint8Array): Entity {
  const fields: { name: string; value: string; start: number; next: number }[] = []
  for (const line of linesOf(bytes)) {
    const text = latin1(bytes.subarray(line.start, Math.min(line.end, line.start + mostHeader)))
    if (text === '') return { bytes, fields: fields.map(cut), body: bytes.subarray(line.next) }
    const last = fields.at(-1)
    const named = /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(text)
    if (/^[ \t]/.test(text) && last !== undefined) {
      last.value += ` ${text.trim()}`
      last.next = line.next
    } else if (named !== null && line.next <= mostHeader) {
      const [, name = '', value = ''] = named
      fields.push({ name: name.toLowerCase(), value: value.trim(), start: line.start, next: line.next })
    } else return { bytes, fields: fields.map(cut), body: bytes.subarray(line.start) }
  }
  return { bytes, fields: fields.map(cut), body: bytes.subarray(bytes.length) }

  function cut({ name, value, start, next }: (typeof fields)[number]): Field {
    return { name, value, lines: bytes.subarray(start, next) }
  }
}

export function fieldOf({ fields }: Entity, name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value
}

export interface ContentType {
  /** `multipart/signed`; in lower case. What says nothing of itself is `text/plain` (RFC 2045, section 5.2). */
  readonly type: string
  readonly parameters: Readonly<Record<string, string>>
}

const parameter = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g

export function contentTypeOf(entity: Entity): ContentType {
  const value = fieldOf(entity, 'content-type') ?? ''
  const [, type = 'text/plain'] = /^\s*([^\s;]+\/[^\s;]+)/.exec(value) ?? []
  const found = [...value.slice(0, 10_000).matchAll(parameter)].map(([, name = '', quoted, plain = '']) => {
    return [name.toLowerCase(), quoted === undefined ? plain : quoted.replaceAll(/\\(.)/gs, '$1')] as const
  })
  return { type: type.toLowerCase(), parameters: Object.fromEntries(found.toReversed()) }
}

/** Attacker-made bytes: what comes after so many parts is left in the last one. */
const mostParts = 1000

/**
 * The parts of a multipart body, each exactly as it stands: the line end before a delimiter belongs to the delimiter
 * (RFC 2046, section 5.1.1). Where the closing delimiter is missing, the last part goes to the end.
 */
export function partsOf({ body }: Entity, boundary: string): readonly Uint8Array[] {
  if (boundary === '') return []
  const delimiter = `--${boundary}`
  const parts: Uint8Array[] = []
  let start: number | undefined
  let before = 0
  for (const line of linesOf(body)) {
    const { length } = delimiter
    const isClose = trimmedEnd(body, line) - line.start === length + 2
    if (isClose || trimmedEnd(body, line) - line.start === length) {
      const text = latin1(body.subarray(line.start, trimmedEnd(body, line)))
      const found = text === delimiter || text === `${delimiter}--`
      if (found && start !== undefined) parts.push(body.subarray(start, Math.max(start, before)))
      if (found && text !== delimiter) return parts
      if (found) start = line.next
      if (parts.length === mostParts) break
    }
    before = line.end
  }
  return start === undefined ? parts : [...parts, body.subarray(start)]
}
