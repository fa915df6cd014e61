import { expect, it } from 'vitest'
import { blocksOf } from './prose.tsx'

it('parts paragraphs, lists, headings and code', () => {
  const text = '# Why\n\nOne\ntwo.\n\n- a\n- b\n\n```\nif (x) {\n\n}\n```\nafter'
  expect(blocksOf(text)).toEqual([
    { kind: 'heading', text: 'Why' },
    { kind: 'paragraph', text: 'One\ntwo.' },
    { kind: 'list', items: ['a', 'b'] },
    { kind: 'code', text: 'if (x) {\n\n}' },
    { kind: 'paragraph', text: 'after' },
  ])
})

it('keeps what follows a fence that was never closed', () => {
  expect(blocksOf('a\n```\nb')).toEqual([
    { kind: 'paragraph', text: 'a' },
    { kind: 'code', text: 'b' },
  ])
})

it('finds nothing in nothing', () => {
  expect(blocksOf('')).toEqual([])
  expect(blocksOf(' \n\n ')).toEqual([])
})
