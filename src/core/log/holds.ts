import { same, type Digest } from './digest.ts'
import { hashLength, nodeHash } from './tree.ts'

export interface Inclusion {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** Whether a leaf stands at its index in the tree with this root (RFC 9162, section 2.1.3.2). */
export function inclusionHolds(digest: Digest, { leaf, index, size, proof, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, root, ...proof])) return false
  let [first, last, hash] = [index, size - 1, leaf]
  for (const beside of proof) {
    if (last === 0) return false
    if (first % 2 === 1 || first === last) {
      hash = nodeHash(digest, beside, hash)
      while (first % 2 === 0 && first !== 0) [first, last] = [half(first), half(last)]
    } else hash = nodeHash(digest, hash, beside)
    ;[first, last] = [half(first), half(last)]
  }
  return last === 0 && same(hash, root)
}

export interface Consistency {
  readonly from: number
  readonly to: number
  readonly fromRoot: Uint8Array
  readonly toRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Whether the later tree begins with the whole earlier one (RFC 9162, section 2.1.4.2). */
export function consistencyHolds(digest: Digest, { from, to, fromRoot, toRoot, proof }: Consistency): boolean {
  if (!isCount(from) || !isCount(to) || from > to || !areHashes([fromRoot, toRoot, ...proof])) return false
  if (from === to) return proof.length === 0 && same(fromRoot, toRoot)
  // Every tree begins with the empty one.
  if (from === 0) return proof.length === 0 && same(fromRoot, digest(new Uint8Array(0)))
  const [start, ...rest] = isPowerOfTwo(from) ? [fromRoot, ...proof] : proof
  if (start === undefined || proof.length === 0) return false
  let [first, last, earlier, later] = [from - 1, to - 1, start, start]
  while (first % 2 === 1) [first, last] = [half(first), half(last)]
  for (const beside of rest) {
    if (last === 0) return false
    if (first % 2 === 1 || first === last) {
      earlier = nodeHash(digest, beside, earlier)
      later = nodeHash(digest, beside, later)
      while (first % 2 === 0 && first !== 0) [first, last] = [half(first), half(last)]
    } else later = nodeHash(digest, later, beside)
    ;[first, last] = [half(first), half(last)]
  }
  return last === 0 && same(earlier, fromRoot) && same(later, toRoot)
}

/** Not by shifting: JavaScript shifts 32 bits, and a size comes from strangers. */
function half(count: number): number {
  return Math.floor(count / 2)
}

function isPowerOfTwo(count: number): boolean {
  let rest = count
  while (rest % 2 === 0) rest /= 2
  return rest === 1
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function areHashes(values: readonly Uint8Array[]): boolean {
  return values.every(({ length }) => length === hashLength)
}
