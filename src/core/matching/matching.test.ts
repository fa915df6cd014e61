import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasJudge, readJudge } from '../../../tests/kit/duplicates.ts'
import { openCorpus } from './corpus.ts'
import { nearest, rank } from './rank.ts'
import { reasonInWords } from './reasons.ts'
import { traitsOf, type Described } from './traits.ts'

const keysOf = (text: Described, kind: string) =>
  traitsOf(text).flatMap((one) => (one.kind === kind ? [one.key.slice(kind.length + 1)] : []))
const said = (text: string, title = '') => ({ title, text })
const anyone = { most: 5, may: () => true }

describe('what a text is recognised by', () => {
  test('names are whole, by their last part, and as words', () => {
    const text = said('parseHeader() in lib/http/read.go, and crypto::verify_chain')
    expect(keysOf(text, 'name')).toEqual(
      expect.arrayContaining(['parseheader', 'lib/http/read.go', 'read.go', 'crypto::verify_chain', 'verify_chain']),
    )
    expect(keysOf(text, 'word')).toEqual(expect.arrayContaining(['pars', 'header', 'chain']))
  })

  test('versions are versions, ids are ids, a bare word of hexadecimal letters is neither', () => {
    const text = said('v1.2.9 and 2.0.0-rc1 fix CVE-2026-1234 (CWE-79) at 0a1b2c3d4e5f; decade')
    expect(keysOf(text, 'version')).toEqual(['1.2.9', '2.0.0'])
    expect(keysOf(text, 'id')).toEqual(['cve-2026-1234', 'cwe-79', '0a1b2c3d4e5f'])
  })

  test('one kind of vulnerability in different words is one trait', () => {
    for (const [one, other] of [
      ['a DoS', 'the server panics'],
      ['XSS', 'cross-site scripting'],
      ['RCE', 'executes arbitrary code'],
      ['dot dot slash: ../', 'directory traversal'],
    ] as const) {
      expect(keysOf(said(one), 'class').filter((name) => keysOf(said(other), 'class').includes(name))).not.toEqual([])
    }
  })

  test('is found in a moment in any text, and bounded', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2_000 }),
      fc
        .tuple(
          fc.constantFrom('a.', '$', '_', 'A', '1.', '../', 'execute a ', 'bypass a ', '::', '\\', 'x'),
          fc.nat(20_000),
        )
        .map(([piece, times]) => piece.repeat(times)),
    )
    fc.assert(
      fc.property(hostile, (text) => {
        const began = performance.now()
        const traits = traitsOf({ title: text, text })
        return traits.length <= 400 && performance.now() - began < 3_000
      }),
      { numRuns: 30 },
    )
  })
})

describe('a ranking', () => {
  const plain = [
    said('parseHeader in lib/read.go panics on an empty header', 'Panic in parseHeader'),
    said('The session cookie is sent without the Secure flag', 'Cookie without Secure'),
    said('An archive with .. in its names writes outside of the folder', 'Zip slip when unpacking'),
    said('Signatures of expired certificates are accepted', 'Expired certificates'),
    said('Any reader of the log sees the token of the uploader', 'Token in the log'),
  ]

  function corpusOf(records: readonly Described[]) {
    const corpus = openCorpus<number>()
    records.forEach((record, number) => corpus.put(number, record))
    return corpus
  }

  test('tells why, in the words of the text that was asked with', () => {
    const [best] = rank(corpusOf(plain), said('A header of length 0 crashes parseHeader (read.go)', 'Crash'), anyone)
    expect(best?.key).toBe(0)
    expect(best?.reasons.map(reasonInWords)).toContain(
      'Both name parseHeader and read.go (the first is in 1 of 5 records).',
    )
    expect(best?.reasons.map(reasonInWords)).toContain('Both are about denial of service.')
  })

  test('shows nobody, and counts for nobody, what they may not see', () => {
    const corpus = corpusOf([...plain, ...plain])
    const asked = said('A header of length 0 crashes parseHeader (read.go)', 'Crash')
    const shown = rank(corpus, asked, { most: 5, may: (key) => key < 5 })
    expect(shown.map(({ key }) => key)).toEqual([0])
    expect(shown[0]?.reasons.every(({ among, having }) => among === 5 && having === 1)).toBe(true)
  })

  test('has nothing to say of what is like nothing', () => {
    expect(rank(corpusOf(plain), said('The moon is made of cheese', 'Moon'), anyone)).toEqual([])
    expect(rank(openCorpus<number>(), said('x'), anyone)).toEqual([])
  })

  test('a record taken in again replaces itself, and one dropped is gone', () => {
    const text = fc.array(fc.constantFrom(...plain.flatMap((one) => one.text.split(' '))), { maxLength: 12 })
    const step = fc.record({ key: fc.nat(40), words: fc.option(text, { nil: undefined }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const corpus = openCorpus<number>()
        const model = new Map<number, string>()
        for (const { key, words } of steps) {
          if (words === undefined) {
            corpus.drop(key)
            model.delete(key)
          } else {
            corpus.put(key, said(words.join(' ')))
            model.set(key, words.join(' '))
          }
        }
        const { size, held } = corpus
        const having = traitsOf(said('header')).flatMap((one) => [...held.having(one)])
        const kept = having.flatMap((posting) => held.keys[posting >>> 4] ?? [])
        const meant = [...model].flatMap(([key, words]) =>
          keysOf(said(words), 'word').includes('header') ? [key] : [],
        )
        return (
          size === model.size &&
          new Set(kept).size === kept.length &&
          kept.toSorted().join() === meant.toSorted().join()
        )
      }),
      { numRuns: 60 },
    )
  })
})

/** On the half that no weight was fitted on; BM25’s figures are those of `bench/matching.ts` over the same texts. */
describe.runIf(hasJudge())('pairs of texts by different authors, the held-out half', () => {
  test.each([
    { blanked: false, first: 0.76, withinFive: 0.935 },
    { blanked: true, first: 0.66, withinFive: 0.82 },
  ])('names blanked: $blanked', { timeout: 120_000 }, ({ blanked, first, withinFive }) => {
    const { trials, records } = readJudge(blanked)
    const corpus = openCorpus<number>()
    records.forEach((record, number) => corpus.put(number, record))
    const places = trials.flatMap(({ half, asked }, number) =>
      half === 'heldOut' ? [nearest(corpus, asked).indexOf(number)] : [],
    )
    const share = (most: number) => places.filter((place) => place >= 0 && place < most).length / places.length
    expect(places.length).toBeGreaterThan(200)
    expect(share(1)).toBeGreaterThan(first)
    expect(share(5)).toBeGreaterThan(withinFive)
  })
})
