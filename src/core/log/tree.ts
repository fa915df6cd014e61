import type { Digest } from './digest.ts'

/**
 * The tree of RFC 6962, section 2.1 (unchanged in RFC 9162): what is hashed begins with 0x00 for a leaf and with 0x01
 * for a node, so that neither can be passed off as the other.
 */
export const hashLength = 32

export function leafHash(digest: Digest, entry: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + entry.length)
  bytes.set(entry, 1)
  return digest(bytes)
}

export function nodeHash(digest: Digest, left: Uint8Array, right: Uint8Array): Uint8Array {
  node.set(left, 1)
  node.set(right, 1 + hashLength)
  return digest(node)
}

/** Making a byte array costs more than hashing one; nothing comes between filling this and hashing it. */
const node = new Uint8Array(1 + 2 * hashLength)
node[0] = 1

/**
 * All that has to be known of a tree to go on appending: the roots of its perfect subtrees, largest first, one for each
 * bit that is set in its size.
 */
export interface Frontier {
  readonly size: number
  readonly roots: readonly Uint8Array[]
}

export const emptyFrontier: Frontier = { size: 0, roots: [] }

/** The frontier after one more leaf: as many nodes are closed as the old size has ones at its end. */
export function appended(digest: Digest, { size, roots }: Frontier, leaf: Uint8Array): Frontier {
  const left = [...roots]
  let closed = leaf
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const before = left.pop()
    if (before === undefined) throw new RangeError('a frontier has a root for each bit of its size')
    closed = nodeHash(digest, before, closed)
  }
  return { size: size + 1, roots: [...left, closed] }
}

/** The root of the tree; of an empty one, the hash of nothing. */
export function rootOf(digest: Digest, { roots }: Frontier): Uint8Array {
  const last = roots.at(-1)
  if (last === undefined) return digest(new Uint8Array(0))
  return roots.slice(0, -1).reduceRight((right, left) => nodeHash(digest, left, right), last)
}
