import { LineCounter, parseDocument, type Document } from 'yaml'
import type { BadInput } from '../../app/index.ts'

/** A file that `tocsin init` reads, with the places of its parts for complaints. */
export interface Foundation {
  readonly value: Readonly<Record<string, unknown>>
  /** Line and column of a field such as `members[0].email`; of the nearest part above it that the file has. */
  place(field: string): { readonly line: number; readonly column: number }
}

export interface Complaint {
  readonly line: number
  readonly column: number
  readonly says: string
}

/** Reads YAML strictly: no aliases that grow, no duplicate keys, no custom tags. */
export function readFoundation(text: string): Foundation | readonly Complaint[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true, version: '1.2' })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  if (document.errors.length > 0) {
    return document.errors.map(({ pos, message }) => ({
      ...at(pos[0]),
      says: message.split(' at line ')[0] ?? message,
    }))
  }
  const value = plain(document)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ line: 1, column: 1, says: 'must be a list of settings such as name: …' }]
  }
  return { value: value as Readonly<Record<string, unknown>>, place: (field) => at(offsetOf(document, field)) }
}

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 })
  } catch {
    return undefined
  }
}

function offsetOf(document: Document, field: string): number {
  const path = field.split(/[.[\]]+/).filter((part) => part !== '')
  for (let length = path.length; length > 0; length -= 1) {
    const keys = path.slice(0, length).map((part) => (/^\d+$/.test(part) ? Number(part) : part))
    const node = document.getIn(keys, true) as { range?: readonly number[] | null } | undefined
    const [offset] = node?.range ?? []
    if (offset !== undefined) return offset
  }
  return 0
}

/** The app's complaints about fields, at their places in the file. */
export function placed({ problems }: BadInput, { place }: Foundation): readonly Complaint[] {
  return problems.map(({ field, says }) => ({ ...place(field), says: field === '' ? says : `${field}: ${says}` }))
}
