import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appended,
  consistencyHolds,
  emptyFrontier,
  inclusionHolds,
  leafHash,
  proofsOver,
  rootOf,
  type Digest,
  type Frontier,
} from './index.ts'

const digest: Digest = (bytes) => createHash('sha256').update(bytes).digest()
const hex = (hashes: readonly Uint8Array[]) => hashes.map((hash) => hash.toHex())
const bytes = (...texts: string[]) => texts.map((text) => Uint8Array.fromHex(text))

/** The eight entries of the certificate-transparency reference tests, and the root after each of them. */
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const known = {
  a: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  b: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  e: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  g: 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  ab: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  cd: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  ef: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  gh: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  abcd: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  efgh: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
}
const leaves = bytes(...entries).map((entry) => leafHash(digest, entry))

function frontiers(of: readonly Uint8Array[]): Frontier[] {
  const all: Frontier[] = [emptyFrontier]
  for (const leaf of of) all.push(appended(digest, all.at(-1) ?? emptyFrontier, leaf))
  return all
}

describe('the reference tree of certificate transparency', () => {
  test('has its roots at every size', () => {
    expect(hex(frontiers(leaves).map((frontier) => rootOf(digest, frontier)))).toEqual(roots)
    expect(hex(leaves.map((_, index) => proofsOver(digest, leaves).root(index + 1)))).toEqual(roots.slice(1))
  })

  test.each([
    { index: 0, size: 1, proof: [] },
    { index: 0, size: 8, proof: [known.b, known.cd, known.efgh] },
    { index: 5, size: 8, proof: [known.e, known.gh, known.abcd] },
    { index: 2, size: 3, proof: [known.ab] },
    { index: 1, size: 5, proof: [known.a, known.cd, known.e] },
  ])('proves leaf $index of $size', ({ index, size, proof }) => {
    expect(hex(proofsOver(digest, leaves).inclusion(index, size))).toEqual(proof)
    const [leaf, root] = [leaves[index]!, Uint8Array.fromHex(roots[size]!)]
    expect(inclusionHolds(digest, { leaf, index, size, root, proof: bytes(...proof) })).toBe(true)
  })

  test.each([
    { from: 1, to: 1, proof: [] },
    { from: 1, to: 8, proof: [known.b, known.cd, known.efgh] },
    { from: 6, to: 8, proof: [known.ef, known.gh, known.abcd] },
    { from: 2, to: 5, proof: [known.cd, known.e] },
    { from: 6, to: 7, proof: [known.ef, known.g, known.abcd] },
  ])('proves that $to go on from $from', ({ from, to, proof }) => {
    expect(hex(proofsOver(digest, leaves).consistency(from, to))).toEqual(proof)
    const [fromRoot, toRoot] = [Uint8Array.fromHex(roots[from]!), Uint8Array.fromHex(roots[to]!)]
    expect(consistencyHolds(digest, { from, to, fromRoot, toRoot, proof: bytes(...proof) })).toBe(true)
  })
})

/** The definition itself (RFC 6962, section 2.1), as slow as it stands there. */
function definition(of: readonly Uint8Array[]): Uint8Array {
  const [only] = of
  if (only === undefined) return digest(new Uint8Array(0))
  if (of.length === 1) return only
  let split = 1
  while (split * 2 < of.length) split *= 2
  return digest(Buffer.concat([Uint8Array.of(1), definition(of.slice(0, split)), definition(of.slice(split))]))
}

/** Of different leaves, as chain values are: equal ones would be proven in each other's place. */
const tree = fc
  .uniqueArray(fc.integer(), { minLength: 1, maxLength: 70 })
  .map((of) => of.map((number) => leafHash(digest, Buffer.from(String(number)))))
const place = fc.nat({ max: 1e6 })
/** A hash that is none of the tree's. */
const foreign = digest(Uint8Array.of(7))

describe('for every tree', () => {
  test('a frontier and all leaves give the root that the definition gives', () => {
    fc.assert(
      fc.property(tree, (all) => {
        const root = definition(all).toHex()
        expect(rootOf(digest, frontiers(all).at(-1)!).toHex()).toBe(root)
        expect(proofsOver(digest, all).root(all.length).toHex()).toBe(root)
      }),
    )
  })

  test('each leaf is proven where it is and nowhere else, and no other leaf there', () => {
    fc.assert(
      fc.property(tree, place, place, place, (all, one, other, part) => {
        const size = 1 + (part % all.length)
        const [index, elsewhere] = [one % size, other % size]
        const proof = proofsOver(digest, all).inclusion(index, size)
        const claim = { leaf: all[index]!, index, size, proof, root: definition(all.slice(0, size)) }
        expect(inclusionHolds(digest, claim)).toBe(true)
        expect(inclusionHolds(digest, { ...claim, leaf: foreign })).toBe(false)
        expect(inclusionHolds(digest, { ...claim, root: foreign })).toBe(false)
        expect(inclusionHolds(digest, { ...claim, proof: [...proof, foreign] })).toBe(false)
        expect(inclusionHolds(digest, { ...claim, proof: proof.map(() => foreign) })).toBe(proof.length === 0)
        if (proof.length > 0) expect(inclusionHolds(digest, { ...claim, proof: proof.slice(1) })).toBe(false)
        if (elsewhere !== index) expect(inclusionHolds(digest, { ...claim, index: elsewhere })).toBe(false)
      }),
    )
  })

  test('a later tree is proven to go on from each earlier one, and from no fork of it', () => {
    fc.assert(
      fc.property(tree, place, place, (all, one, other) => {
        const to = 1 + (one % all.length)
        const from = 1 + (other % to)
        const proof = proofsOver(digest, all).consistency(from, to)
        const [fromRoot, toRoot] = [definition(all.slice(0, from)), definition(all.slice(0, to))]
        const claim = { from, to, fromRoot, toRoot, proof }
        expect(consistencyHolds(digest, claim)).toBe(true)
        const fork = definition([...all.slice(0, from - 1), foreign])
        expect(consistencyHolds(digest, { ...claim, fromRoot: fork })).toBe(false)
        expect(consistencyHolds(digest, { ...claim, toRoot: foreign })).toBe(false)
        expect(consistencyHolds(digest, { ...claim, proof: [...proof, foreign] })).toBe(false)
        if (from < to) expect(consistencyHolds(digest, { ...claim, proof: [] })).toBe(false)
      }),
    )
  })
})

describe('numbers from strangers', () => {
  const claim = { leaf: foreign, proof: [], root: foreign }

  test.each([
    [0, 0],
    [1, 1],
    [-1, 1],
    [0.5, 1],
    [0, Number.NaN],
    [0, Infinity],
    [2 ** 53, 2 ** 53 + 2],
  ])('no leaf %d of %d', (index, size) => {
    expect(inclusionHolds(digest, { ...claim, index, size })).toBe(false)
  })

  test('a size beyond 32 bits is no smaller one', () => {
    const proof = Array.from({ length: 3 }, () => foreign)
    expect(inclusionHolds(digest, { ...claim, index: 2 ** 32, size: 2 ** 32 + 1, proof })).toBe(false)
    expect(
      consistencyHolds(digest, { from: 2 ** 32 + 1, to: 2 ** 33, fromRoot: foreign, toRoot: foreign, proof }),
    ).toBe(false)
  })

  test('hashes of another length are none', () => {
    const short = foreign.slice(0, 31)
    expect(inclusionHolds(digest, { leaf: short, root: short, index: 0, size: 1, proof: [] })).toBe(false)
  })

  test('every tree goes on from the empty one, whose root is the hash of nothing', () => {
    const nothing = Uint8Array.fromHex(roots[0]!)
    const from = { from: 0, to: 3, toRoot: foreign, proof: [] }
    expect(consistencyHolds(digest, { ...from, fromRoot: nothing })).toBe(true)
    expect(consistencyHolds(digest, { ...from, fromRoot: foreign })).toBe(false)
  })

  test('there are no proofs outside of the tree', () => {
    const proofs = proofsOver(digest, leaves)
    expect(() => proofs.inclusion(8, 8)).toThrow(RangeError)
    expect(() => proofs.inclusion(0, 9)).toThrow(RangeError)
    expect(() => proofs.consistency(0, 8)).toThrow(RangeError)
    expect(() => proofs.consistency(5, 4)).toThrow(RangeError)
  })
})
