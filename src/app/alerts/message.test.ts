import { expect, test } from 'vitest'
import type { CaseId } from '../../core/kernel/index.ts'
import { topics } from '../effects/index.ts'
import { alertText, alertWords } from './message.ts'

const community = { name: 'Anchorage', address: 'https://security.example.org' } as Parameters<typeof alertWords>[1]
const id = (n: number): CaseId => `c-${String(n).padStart(12, '0')}`

test('of many cases the first are named, those that cannot wait before the others', () => {
  const about = Array.from({ length: 13 }, (_, n) => ({
    case: id(n),
    topics: n === 12 ? (['thread', 'urgent'] as const) : (['thread'] as const),
  }))
  const words = alertWords({ about }, community)
  expect(words).toMatchObject({
    kind: 'urgent',
    title: '[Anchorage security] Urgent: 13 cases need you',
    link: 'https://security.example.org/today',
  })
  expect(words.about).toHaveLength(11)
  expect(words.about[0]).toEqual({
    case: id(12),
    says: [topics.urgent, topics.thread],
    link: `https://security.example.org/cases/${id(12)}`,
  })
  expect(words.about.at(-1)).toMatchObject({ case: null, says: ['And 3 more.'] })
  expect(alertText(words).split('\n\n')).toHaveLength(11)
})

test('what can wait does not call itself urgent', () => {
  const one = { about: [{ case: id(1), topics: ['thread'] as const }] }
  expect(alertWords(one, community)).toMatchObject({
    kind: 'news',
    title: `[Anchorage security] Something needs you (${id(1)})`,
  })
  expect(alertWords({ about: [...one.about, { case: id(2), topics: ['duty'] }] }, community).title).toBe(
    '[Anchorage security] 2 cases need you',
  )
  expect(alertWords({ topic: 'mail' }, community)).toMatchObject({
    kind: 'news',
    link: 'https://security.example.org/mail',
  })
})
