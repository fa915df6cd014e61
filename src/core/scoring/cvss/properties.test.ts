import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everyBaseVector, labelOf, read } from '../../../../tests/support/cvss-vectors.ts'
import { canonicalVector, classOf, explainVector, metricsOf, parseVector, score, type Version } from './index.ts'

const versions = ['2.0', '3.0', '3.1', '4.0'] as const

/** Segments of a vector in the specification's order; optional metrics may be left out. */
function segmentsOf(version: Version): fc.Arbitrary<string[]> {
  const each = metricsOf(version).map(({ key, group, choices }) => {
    const segment = fc.constantFrom(...Object.keys(choices)).map((value) => `${key}:${value}`)
    return group === 'base' ? segment : fc.option(segment, { nil: undefined })
  })
  return fc.tuple(...each).map((some) => some.filter((one) => one !== undefined))
}

describe.each(versions)('CVSS %s', (version) => {
  test('the canonical form reads strictly into the same vector, and is its own canonical form', () => {
    fc.assert(
      fc.property(segmentsOf(version), (segments) => {
        const vector = read(labelOf(version) + segments.join('/'), true)
        const canonical = canonicalVector(vector)
        expect(parseVector(canonical)).toEqual(vector)
        expect(canonicalVector(read(canonical))).toBe(canonical)
      }),
    )
  })

  test('order, case and spaces never matter in lenient reading', () => {
    const shuffled = segmentsOf(version).chain((segments) =>
      fc.tuple(fc.constant(segments), fc.shuffledSubarray(segments, { minLength: segments.length })),
    )
    fc.assert(
      fc.property(shuffled, fc.boolean(), ([inOrder, inAnyOrder], lower) => {
        const text = labelOf(version) + inAnyOrder.join(' / ')
        expect(read(lower ? text.toLowerCase() : text, true)).toEqual(read(labelOf(version) + inOrder.join('/'), true))
      }),
    )
  })

  test('every score is a tenth from 0.0 to 10.0, and the class is that of the overall one', () => {
    fc.assert(
      fc.property(segmentsOf(version), (segments) => {
        const scores = score(read(labelOf(version) + segments.join('/'), true))
        const all = [scores.base, scores.environmental, scores.overall]
        all.push(scores.version === '4.0' ? scores.threat : scores.temporal)
        for (const one of all) {
          expect(one).toBeGreaterThanOrEqual(0)
          expect(one).toBeLessThanOrEqual(10)
          expect(String(one)).toMatch(/^\d+(?:\.\d)?$/u)
        }
        expect(scores.class).toBe(classOf(scores.overall, version))
      }),
    )
  })

  test('whatever the text, the answer is a vector or a refusal whose position lies in it', () => {
    const pieces = fc.constantFrom('/', ':', 'CVSS', '3.1', '4.0', 'AV', 'N', 'Au', ' ', '(', 'é', 'AC:L', 'S:U', 'X')
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((some) => labelOf(version) + some.join('')),
    )
    fc.assert(
      fc.property(texts, fc.boolean(), (text, lenient) => {
        const answer = parseVector(text, { lenient })
        if ('bad' in answer) {
          expect(answer.position).toBeGreaterThanOrEqual(0)
          expect(answer.position).toBeLessThanOrEqual(text.length)
          expect(answer.says).toMatch(/^[ -~“”…]+$/u)
        } else {
          expect(read(canonicalVector(answer))).toEqual(answer)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('what a vector says in words is every metric it gives, once, in order', () => {
    fc.assert(
      fc.property(segmentsOf(version), (segments) => {
        const vector = read(labelOf(version) + segments.join('/'), true)
        const told = explainVector(vector)
        expect(Object.fromEntries(told.map(({ metric, value }) => [metric, value]))).toEqual(vector.metrics)
        const order = metricsOf(version).map(({ key }) => key)
        expect(told.map(({ metric }) => order.indexOf(metric))).toEqual(
          told.map(({ metric }) => order.indexOf(metric)).toSorted((a, b) => a - b),
        )
      }),
    )
  })
})

describe('a more severe base metric never lowers the base score', () => {
  // From mild to severe. In 3.x a changed scope is more severe for itself and for the privileges that it needs.
  const rising: Readonly<Record<Version, Readonly<Record<string, string>>>> = {
    '2.0': { AV: 'LAN', AC: 'HML', Au: 'MSN', C: 'NPC', I: 'NPC', A: 'NPC' },
    '3.0': { AV: 'PLAN', AC: 'HL', PR: 'HLN', UI: 'RN', S: 'UC', C: 'NLH', I: 'NLH', A: 'NLH' },
    '3.1': { AV: 'PLAN', AC: 'HL', PR: 'HLN', UI: 'RN', S: 'UC', C: 'NLH', I: 'NLH', A: 'NLH' },
    '4.0': {
      AV: 'PLAN',
      AC: 'HL',
      AT: 'PN',
      PR: 'HLN',
      UI: 'APN',
      VC: 'NLH',
      VI: 'NLH',
      VA: 'NLH',
      SC: 'NLH',
      SI: 'NLH',
      SA: 'NLH',
    },
  }

  test.each(versions)(
    'CVSS %s, every vector and every step',
    (version) => {
      const scores = new Map(everyBaseVector(version).map((text) => [text, score(read(text)).base]))
      const falls: string[] = []
      let steps = 0
      for (const [text, before] of scores) {
        for (const [key, values] of Object.entries(rising[version])) {
          const at = text.indexOf(`/${key}:`) === -1 ? 0 : text.indexOf(`/${key}:`) + 1
          const value = text.charAt(at + key.length + 1)
          const next = values.charAt(values.indexOf(value) + 1)
          if (next === '') continue
          const raised = `${text.slice(0, at + key.length + 1)}${next}${text.slice(at + key.length + 2)}`
          steps++
          if ((scores.get(raised) ?? Number.NaN) >= before) continue
          falls.push(`${text} ${before} ${key}:${next} ${scores.get(raised)}`)
        }
      }
      expect(steps).toBeGreaterThan(scores.size)
      expect(falls.slice(0, 20), `${falls.length}`).toEqual([])
    },
    60_000,
  )
})
