import type { Json } from '../kernel/index.ts'
import type { Digest } from './digest.ts'
import { hashLength } from './tree.ts'

/**
 * What a sealed body holds: the event in two parts, each with the opening of its commitment. This file is the form that
 * the writer and the verifier share; docs/log.md spells it out byte by byte.
 */
export interface SealedBody {
  readonly type: string
  /** Schema version of the event's data. */
  readonly v: number
  readonly open: { readonly data: Json; readonly opening: string }
  readonly personal: { readonly by: string; readonly data: Json; readonly opening: string }
}

/** What the first commitment is made over, in its canonical form. */
export function openPart({ type, v, open }: Pick<SealedBody, 'type' | 'v' | 'open'>): Json {
  return { type, v, data: open.data }
}

/** What the second commitment is made over: who acted, and what names or quotes people. */
export function personalPart({ personal }: Pick<SealedBody, 'personal'>): Json {
  return { by: personal.by, data: personal.data }
}

/** The place a body is sealed in. With its time, which stands in plain beside the body, and from which deadlines count. */
export function placeOf(stream: string, { version, at }: { readonly version: number; readonly at: string }): string {
  return `${stream}/${version} at ${at}`
}

/**
 * An event's leaf: its chain value, 32 bytes. That binds the stream, the version, the time, both commitments and all
 * that came before in the stream, and tells a reader of the tree none of it. `undefined` for what is no hash.
 */
export function leafOf(digest: Digest, chain: string): Uint8Array | undefined {
  if (typeof chain !== 'string' || chain.length !== 2 * hashLength) return undefined
  try {
    entry.setFromHex(chain)
  } catch {
    return undefined
  }
  return digest(leaf)
}

/** The leaf's prefix and its entry: filled and hashed at once, for making a byte array costs more than hashing it. */
const leaf = new Uint8Array(1 + hashLength)
const entry = leaf.subarray(1)
