import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announced, report } from '../../../tests/kit/case.ts'
import { isRefused } from '../kernel/index.ts'
import { soughtIn, wantedBy } from './query.ts'
import type { Term } from './term.ts'
import { mostTerms, namedIn, termsOf } from './termsOf.ts'
import { stemOf, wordsIn } from './words.ts'

const nobody = new Map()

/** Whether terms have something of each that a text asks for. */
function finds(terms: ReadonlyMap<Term, number>, text: string): boolean {
  const sought = soughtIn(text)
  const wanted = isRefused(sought) ? sought : wantedBy(sought)
  if (isRefused(wanted)) throw new Error(wanted.code)
  return wanted.length > 0 && wanted.every(({ any }) => any.some((term) => terms.has(term)))
}

function reportOf(title: string, impact = 'x') {
  return report({ report: { title, project: 'anchor', versions: '', impact, steps: '' } }).c
}

describe('stems', () => {
  test.each([
    ['sign signs signed signing'],
    ['verify verifies verified verifying'],
    ['cache caches cached caching'],
    ['stop stops stopped stopping'],
    ['bypass bypasses bypassed bypassing'],
    ['install installs installed installing'],
    ['key keys'],
    ['policy policies'],
  ])('%s are one', (words) => {
    expect(new Set(words.split(' ').map(stemOf)).size).toBe(1)
  })

  test.each([['string'], ['thing'], ['bus'], ['analysis'], ['v1'], ['0x1f'], ['prüfung']])('%s stays', (word) => {
    expect(stemOf(word)).toBe(word)
  })

  test('words of another meaning stay apart', () => {
    for (const [one, other] of [
      ['sign', 'signal'],
      ['certify', 'certificate'],
      ['log', 'login'],
    ] as const) {
      expect(stemOf(one)).not.toBe(stemOf(other))
    }
  })
})

describe('what a case is found by', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdeghinorstuy'), minLength: 3, maxLength: 14 })

  test('every word of a title, and each of its beginnings from three letters', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), (words, which, cut) => {
        const terms = termsOf(reportOf(words.join(' ')), nobody)
        const one = words[which % words.length] ?? ''
        const beginning = one.slice(0, 3 + (cut % (one.length - 2)))
        return finds(terms, one) && finds(terms, beginning) && finds(terms, `${one.toUpperCase()}, ${beginning}`)
      }),
    )
  })

  test('at most so many terms, the title among them, however long the rest is', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 20_000 })
    fc.assert(
      fc.property(texts, (impact) => {
        const terms = termsOf(reportOf('Unsigned bundles pass', impact), nobody)
        return terms.size <= mostTerms && finds(terms, 'unsigned bundle pas')
      }),
      { numRuns: 25 },
    )
  })

  test('every weight is a number that one byte holds', () => {
    for (const weight of termsOf(announced().c, nobody).values()) {
      expect(Number.isInteger(weight) && weight >= 0 && weight < 128).toBe(true)
    }
  })

  test('nothing of an announcement’s draft, which may speak of other cases', () => {
    const { c } = announced()
    const draft = {
      ...c,
      announcement: c.announcement && { ...c.announcement, body: 'Zanzibar too', subject: 'Zanzibar' },
    }
    expect(finds(termsOf(draft, nobody), 'zanzibar')).toBe(false)
  })

  test('people by a word of their name and by id', () => {
    const { c } = report()
    const [someone = 'p-'] = namedIn(c)
    const terms = termsOf(c, new Map([[someone, 'Åsa Östlund']]))
    for (const text of ['person:asa', 'person:"asa ostlund"', `person:${someone}`, 'östl']) {
      expect(finds(terms, text), text).toBe(true)
    }
    expect(finds(terms, 'person:astrid')).toBe(false)
  })
})

describe('what was typed', () => {
  test('is filters and text', () => {
    expect(soughtIn('severity:HIGH forged is:overdue project:"anchor chain" pkg:npm/x@1 phase:triage')).toEqual({
      text: 'forged pkg:npm/x@1',
      severity: 'high',
      overdue: true,
      project: 'anchor chain',
      phase: 'triage',
    })
  })

  test('gives way to a form’s own fields', () => {
    expect(soughtIn('severity:high x', { severity: 'low' })).toEqual({ text: 'x', severity: 'low' })
  })

  test('is read in a moment, whatever it is, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 220 }), (text) => {
        const sought = soughtIn(text)
        const wanted = isRefused(sought) ? sought : wantedBy(sought)
        return isRefused(wanted) || wanted.every(({ any }) => any.length > 0)
      }),
    )
  })

  test('words are runs of letters and digits, folded', () => {
    expect(wordsIn('Straße, ÉCLAIR-2 don’t')).toEqual(['straße', 'eclair', '2', 'don', 't'])
  })
})
