import { expect, test } from 'vitest'
import { ada, cate, max, rey, teamed } from '../../../tests/kit/case.ts'
import { isThanked, thanked } from './index.ts'

const inDocument = [
  { name: 'Fay Finder', type: 'FINDER' as const, consent: true },
  { name: 'Quiet Quay', type: 'ANALYST' as const, consent: false },
]
const names = (c: Parameters<typeof thanked>[0], credits = inDocument) =>
  thanked(c, { credits }).map(({ name, type }) => `${name} ${type}`)

test('the advisory names who agreed in the document, and whoever chose to be named, as they chose it', () => {
  const story = teamed()
  expect(names(story.c)).toEqual(['Fay Finder FINDER'])
  story.does(rey, 'chooseCredit', { named: true, as: 'R. Reef' })
  story.does(max, 'chooseCredit', { named: true })
  story.does(ada, 'chooseCredit', { named: true })
  story.does(cate, 'chooseCredit', { named: false })
  expect(names(story.c)).toEqual([
    'Fay Finder FINDER',
    'R. Reef REPORTER',
    'Max Example REMEDIATION_DEVELOPER',
    'Ada Example OTHER',
  ])
})

test('nobody twice, and nobody who chose not to be named, whatever the document says', () => {
  const written = [{ name: 'r. reef', type: 'FINDER' as const, consent: true }]
  const story = teamed().does(rey, 'chooseCredit', { named: true, as: 'R. Reef' })
  expect(names(story.c, written)).toEqual(['r. reef FINDER'])
  expect(isThanked('R. Reef', thanked(story.c, { credits: written }))).toBe(true)
  story.does(rey, 'chooseCredit', { named: false, as: 'R. Reef' })
  expect(names(story.c, written)).toEqual([])
})
