import type { Digest } from './digest.ts'
import { nodeHash } from './tree.ts'

/** Proofs out of all leaf hashes. Each proof is a list of hashes in the order in which a verifier takes them. */
export interface Proofs {
  /** RFC 9162, section 2.1.3.1. Throws `RangeError` unless 0 ≤ index < size ≤ leaves. */
  inclusion(index: number, size: number): readonly Uint8Array[]
  /** RFC 9162, section 2.1.4.1. Throws `RangeError` unless 0 < from ≤ to ≤ leaves. */
  consistency(from: number, to: number): readonly Uint8Array[]
  /** The root of the first `size` leaves; `size` at least 1. */
  root(size: number): Uint8Array
}

/** Hashes every perfect subtree once; each proof after that takes a few hashes. */
export function proofsOver(digest: Digest, leaves: readonly Uint8Array[]): Proofs {
  const levels = perfectSubtrees(digest, leaves)

  /** The hash of leaves `from` to `to`. The RFC splits only at multiples of powers of two: perfect parts are known. */
  function subtree(from: number, to: number): Uint8Array {
    const split = splitOf(to - from)
    if (split * 2 === to - from || to - from === 1) {
      const known = levels[Math.log2(to - from)]?.[from / (to - from)]
      if (known !== undefined) return known
    }
    return nodeHash(digest, subtree(from, from + split), subtree(from + split, to))
  }

  function path(index: number, from: number, to: number): Uint8Array[] {
    if (to - from === 1) return []
    const middle = from + splitOf(to - from)
    return index < middle
      ? [...path(index, from, middle), subtree(middle, to)]
      : [...path(index, middle, to), subtree(from, middle)]
  }

  /** `whole`: the old tree is exactly this subtree, whose hash the verifier then knows. */
  function since(size: number, from: number, to: number, whole: boolean): Uint8Array[] {
    if (size === to) return whole ? [] : [subtree(from, to)]
    const middle = from + splitOf(to - from)
    return size <= middle
      ? [...since(size, from, middle, whole), subtree(middle, to)]
      : [...since(size, middle, to, false), subtree(from, middle)]
  }

  function within(least: number, value: number, most: number): void {
    if (!(Number.isInteger(value) && value >= least && value <= most)) throw new RangeError('outside of the tree')
  }

  return {
    inclusion(index, size) {
      within(1, size, leaves.length)
      within(0, index, size - 1)
      return path(index, 0, size)
    },
    consistency(from, to) {
      within(1, to, leaves.length)
      within(1, from, to)
      return since(from, 0, to, true)
    },
    root(size) {
      within(1, size, leaves.length)
      return subtree(0, size)
    },
  }
}

/** Level n holds the hashes of the perfect subtrees of 2^n leaves, in order. */
function perfectSubtrees(digest: Digest, leaves: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const levels: (readonly Uint8Array[])[] = [leaves]
  for (let below = leaves; below.length > 1;) {
    const level: Uint8Array[] = []
    for (let at = 0; at + 1 < below.length; at += 2) {
      const [left, right] = [below[at], below[at + 1]]
      if (left !== undefined && right !== undefined) level.push(nodeHash(digest, left, right))
    }
    levels.push(level)
    below = level
  }
  return levels
}

/** The largest power of two below `count`; for one leaf it is of no use. */
function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}
