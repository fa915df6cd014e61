import { z } from 'zod'
import { canonical, isId, type Json } from '../kernel/index.ts'

/** The name of this form. A later one gets another number, and both can be told apart for ever. */
export const bundleFormat = 'tocsin-log-bundle-1'

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')

/** A part of an event, shown: the very text that the commitment was made over, and the key that opens it. */
const shown = z.strictObject({ text: z.string().max(1_000_000), opening: hash })

const event = z.strictObject({
  /** What the event's chain value is the hash of; its commitments are in it. */
  link: z.string().max(1000),
  /** Its leaf's index in the log. */
  index: z.int().min(0),
  proof: z.array(hash).max(64),
  /** What happened; `null`: not shown. */
  open: shown.nullable(),
  /** Who acted, and what names or quotes people; `null`: not shown. */
  personal: shown.nullable(),
})

/** A case's record, proven to somebody who has nothing but this. docs/log.md says how to verify it by hand. */
export const bundleShape = z.strictObject({
  format: z.literal(bundleFormat),
  case: z.string().refine((id) => isId('c', id), 'must be a case’s id'),
  /** The log's verifier key. Compare it with the one that the community publishes. */
  key: z.string().max(1000),
  /** The signed checkpoint that all proofs lead to. */
  checkpoint: z.string().max(1_000_000),
  events: z.array(event).min(1).max(100_000),
})
export type Bundle = z.infer<typeof bundleShape>
export type BundleEvent = Bundle['events'][number]

const link = z.strictObject({
  at: z.iso.datetime(),
  before: hash,
  open: hash,
  personal: hash,
  stream: z.string(),
  version: z.int().min(1),
})
export type ShownLink = z.infer<typeof link>

/** A link out of its text; `undefined` unless the text is the one form that it has. */
export function readLink(text: string): ShownLink | undefined {
  const read = link.safeParse(readCanonical(text))
  return read.success ? read.data : undefined
}

/** A JSON value out of its canonical text; `undefined` for any other spelling, where a name could stand twice. */
export function readCanonical(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json
    return canonical(value) === text ? value : undefined
  } catch {
    return undefined
  }
}
