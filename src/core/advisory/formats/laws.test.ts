import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advisory } from '../../../../tests/arbitraries/advisory.ts'
import { beside, hasJudge, judge } from '../../../../tests/peers/official.ts'
import type { Json } from '../../kernel/index.ts'
import { check, read, unexplained, write } from './convert.ts'
import { without } from './losses.ts'
import { formats, isRecordFormat } from './registry.ts'

const records = formats.filter(isRecordFormat)
const numRuns = 60

describe.each(records)('$title', (format) => {
  test('out and in again is the same advisory minus exactly the reported losses, each with its reason', () => {
    fc.assert(
      fc.property(advisory, (one) => {
        const { text, losses } = write(format, one)
        const back = read(format, JSON.parse(text) as Json)
        expect(back.advisory).toEqual(without(one as unknown as Json, losses))
        expect(losses.filter(({ says }) => says === unexplained)).toEqual([])
      }),
      { numRuns },
    )
  })

  test.skipIf(!hasJudge(format.name))(`what is written passes our schema and the official one ${beside}`, async () => {
    const wrong = await judge(format.name)
    fc.assert(
      fc.property(advisory, (one) => {
        const record = JSON.parse(write(format, one).text) as Json
        expect(check(format, record)).toEqual([])
        expect(wrong(record)).toEqual([])
      }),
      { numRuns },
    )
  })

  test('what was written out is read without a loss', () => {
    fc.assert(
      fc.property(advisory, (one) => {
        expect(read(format, JSON.parse(write(format, one).text) as Json).losses).toEqual([])
      }),
      { numRuns },
    )
  })
})

describe.each(formats.filter((format) => !isRecordFormat(format)))('$title', (format) => {
  test('says every text of the advisory, names nobody who did not agree, and reports the rest with a reason', () => {
    fc.assert(
      fc.property(advisory, (one) => {
        const { losses } = write(format, one)
        expect(losses.filter(({ says }) => says === unexplained)).toEqual([])
        const quiet = one.document.credits.flatMap(({ consent }, index) =>
          consent ? [] : [`/document/credits/${index}`],
        )
        const expected = [...(one.cna === undefined ? [] : ['/cna']), ...quiet]
        expect([...new Set(losses.map(({ pointer }) => pointer.replace(/^(\/cna).*/, '$1')))].sort()).toEqual(
          expected.sort(),
        )
      }),
      { numRuns },
    )
  })
})

test('the same advisory is always the same bytes', () => {
  fc.assert(
    fc.property(advisory, fc.constantFrom(...formats), (one, format) => {
      expect(write(format, structuredClone(one)).text).toBe(write(format, one).text)
    }),
  )
})
