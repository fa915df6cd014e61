import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { checkFoundation, foundationFields } from '../../app/index.ts'
import { unknownKeys, type UnknownKey } from './unknownKeys.ts'

/** A file that `tocsin init` reads, with the places of its parts for complaints. */
export interface Foundation {
  readonly value: Readonly<Record<string, unknown>>
  /** Line and column of a field such as `members[0].email`; of the nearest part above it that the file has. */
  place(field: string): Place
  /** Where a field's own name stands. */
  placeOfKey(field: string): Place
}

interface Place {
  readonly line: number
  readonly column: number
}

export interface Complaint extends Place {
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
  return {
    value: value as Readonly<Record<string, unknown>>,
    place: (field) => at(offsetOf(document, field)),
    placeOfKey: (field) => at(offsetOfKey(document, field)),
  }
}

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 })
  } catch {
    return undefined
  }
}

function offsetOf(document: Document, field: string): number {
  const path = pathOf(field)
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] | null } | undefined
    const [offset] = node?.range ?? []
    if (offset !== undefined) return offset
  }
  return 0
}

function offsetOfKey(document: Document, field: string): number {
  const path = pathOf(field)
  const holds = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const pair = isMap(holds) ? holds.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined
  return (isScalar(pair?.key) ? pair.key.range?.[0] : undefined) ?? offsetOf(document, field)
}

function pathOf(field: string): readonly (string | number)[] {
  const parts = field.split(/[.[\]]+/).filter((part) => part !== '')
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/**
 * What is wrong in the file, each once and at its place, from top to bottom. The policy, which has places of its own,
 * is looked at apart.
 */
export function complaintsOf({ value, place, placeOfKey }: Foundation): readonly Complaint[] {
  const unknown = unknownKeys(foundationFields, value)
  const meant = new Set(unknown.flatMap((one) => one.meant ?? []))
  const known = Object.entries(value).filter(([key]) => Object.hasOwn(foundationFields.shape, key))
  const checked = checkFoundation({ ...Object.fromEntries(known), policy: undefined })
  const problems = 'badInput' in checked ? checked.problems : []
  return [
    ...unknown.map((one) => ({ ...placeOfKey(one.field), says: notKnown(one) })),
    ...problems
      .filter(({ field }) => field !== 'policy' && !meant.has(field))
      .map(({ field, says }) => ({ ...place(field), says: `${field}: ${says}` })),
  ].sort((one, other) => one.line - other.line || one.column - other.column)
}

function notKnown({ field, meant, free }: UnknownKey): string {
  const instead = meant === undefined ? `Known here: ${free.join(', ') || 'nothing else'}.` : `Did you mean ${meant}?`
  return `${field}: is not known here — ${instead}`
}
