import { nodeHash, type Digest } from '../../core/log/index.ts'

/**
 * The root after each leaf, recomputed apart from the code that writes the log: subtrees stand in a row with the number
 * of their leaves, and two neighbours of one size become one.
 */
export interface Roots {
  push(leaf: Uint8Array): void
  size(): number
  /** The root so far; of no leaves, the hash of nothing. */
  root(): Uint8Array
  /** The subtrees, largest first, as the log's state should have them. */
  subtrees(): readonly Uint8Array[]
}

export function growRoots(digest: Digest): Roots {
  const row: { leaves: number; hash: Uint8Array }[] = []
  let size = 0
  return {
    push(leaf) {
      size += 1
      let last = { leaves: 1, hash: leaf }
      for (let left = row.at(-1); left?.leaves === last.leaves; left = row.at(-1)) {
        row.pop()
        last = { leaves: 2 * last.leaves, hash: nodeHash(digest, left.hash, last.hash) }
      }
      row.push(last)
    },
    size: () => size,
    root() {
      const [last, ...before] = row.toReversed()
      if (last === undefined) return digest(new Uint8Array(0))
      return before.reduce((right, { hash }) => nodeHash(digest, hash, right), last.hash)
    },
    subtrees: () => row.map(({ hash }) => hash),
  }
}
