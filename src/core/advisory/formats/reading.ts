import type { z } from 'zod'
import type { Json } from '../../kernel/index.ts'
import { AdvisoryDocument, most } from '../document.ts'
import { Advisory } from './advisory.ts'
import { pointerTo, type Loss } from './losses.ts'

export interface Read {
  readonly advisory: Advisory
  /** What the advisory has no place for or does not accept. */
  readonly losses: readonly Loss[]
}

/** Reading one record. What nobody asked for is counted as lost, so that nothing is dropped in silence. */
export interface Reading<Record> {
  /** Notes which of its values were looked at. */
  readonly record: Record
  lost(pointer: string, says: string): void
  /** The value in a list of its own, or an empty list and a loss that says why. */
  kept<Kind extends z.ZodType>(kind: Kind, value: unknown, pointer: string): z.output<Kind>[]
  /** The reader has no use for what is below, and nothing is lost with it: ids of products, the format's own version. */
  seen(...pointers: readonly string[]): void
  /** The advisory out of its parts, with lists cut to the lengths that a document takes. */
  done(parts: Parts): Read
}

export type Parts = Omit<z.input<typeof Advisory>, 'document'> & { readonly document: z.input<typeof AdvisoryDocument> }

export function reading<Record extends object>(source: Record): Reading<Record> {
  const used = new Set<string>()
  const losses: Loss[] = []
  const lost = (pointer: string, says: string) => {
    losses.push({ pointer, says })
  }
  const kept: Reading<Record>['kept'] = (kind, value, pointer) => {
    const parsed = kind.safeParse(value)
    if (parsed.success) return [parsed.data]
    lost(pointer, `not kept: ${[...new Set(parsed.error.issues.map((issue) => issue.message))].join('; ')}`)
    return []
  }
  return {
    record: watched(source, '', used),
    lost,
    kept,
    seen: (...pointers) => pointers.forEach((pointer) => used.add(pointer)),
    done(parts) {
      const document = limited(parts.document, lost)
      const advisory = Advisory.parse({ ...accepted(parts, lost), document })
      const covered = new Set([...used, ...losses.map(({ pointer }) => pointer)])
      for (const pointer of unread(source as unknown as Json, '', covered)) {
        lost(pointer, 'an advisory has no place for it')
      }
      return { advisory, losses }
    },
  }
}

/** The same value; looking at a text, a number or a truth value in it is noted. */
function watched<Value extends object>(value: Value, at: string, used: Set<string>): Value {
  return new Proxy(value, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof name === 'symbol' || !Object.hasOwn(target, name)) return member
      const pointer = pointerTo(at, name)
      if (typeof member === 'object' && member !== null) return watched(member, pointer, used)
      used.add(pointer)
      return member
    },
  })
}

/** The largest parts in which nothing was looked at. Null and empty lists and objects say nothing that could be lost. */
function unread(value: Json | undefined, at: string, used: ReadonlySet<string>): string[] {
  if (used.has(at) || value === undefined || value === null) return []
  if (typeof value !== 'object') return [at]
  const members = Object.entries(value)
  if (members.length === 0) return []
  if (at !== '' && !touched(value, at, used)) return [at]
  return members.flatMap(([name, member]) => unread(member, pointerTo(at, name), used))
}

function touched(value: Json | undefined, at: string, used: ReadonlySet<string>): boolean {
  if (used.has(at)) return true
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, member]) => touched(member, pointerTo(at, name), used))
}

function limited(document: Parts['document'], lost: (pointer: string, says: string) => void): Parts['document'] {
  const cut: Record<string, unknown> = {}
  for (const [name, length] of Object.entries(most)) {
    const list = document[name as keyof typeof most]
    if (list === undefined || list.length <= length) continue
    lost('', `an advisory takes ${length} ${name}, and here are ${list.length}`)
    cut[name] = list.slice(0, length)
  }
  return { ...document, ...cut }
}

/** The facts beside the document that an advisory accepts; what it does not accept is told as lost. */
function accepted(parts: Parts, lost: (pointer: string, says: string) => void): Omit<Parts, 'document'> {
  const { document: _, ...facts } = parts
  const wrong = (Object.keys(facts) as (keyof typeof facts)[]).filter((name) => {
    const parsed = Advisory.shape[name].safeParse(facts[name])
    if (parsed.error !== undefined) lost('', `${name}: ${parsed.error.issues.map(({ message }) => message).join('; ')}`)
    return !parsed.success
  })
  const right = Object.entries(facts).filter(([name]) => !wrong.includes(name as keyof typeof facts))
  return { id: 'unnumbered', modified: '1970-01-01T00:00:00Z', severity: [], ...Object.fromEntries(right) }
}
