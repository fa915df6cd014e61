import { expect, it } from 'vitest'
import { after, asked, offered } from './mention-words.ts'

const people = [
  { name: 'Ada Quill', isOutside: false },
  { name: 'Ben Buoy', isOutside: false },
  { name: 'Rey Reef', isOutside: true },
]

it('asks where somebody is being named, and nowhere else', () => {
  expect(asked('thanks @Ada Q', 13)).toBe('Ada Q')
  expect(asked('@', 1)).toBe('')
  expect(asked('see (@re', 8)).toBe('re')
  for (const text of ['mail@exa', 'nobody', '@Ada\nnext', '']) expect(asked(text, text.length)).toBeUndefined()
  expect(asked('thanks @Ada Q', 6)).toBeUndefined()
})

it('offers who reads the room, by any of their names', () => {
  expect(offered(people, '', false)).toEqual(['Ada Quill', 'Ben Buoy', 'Rey Reef'])
  expect(offered(people, 'r', true)).toEqual([])
  expect(offered(people, 're', false)).toEqual(['Rey Reef'])
  expect(offered(people, 'QUI', true)).toEqual(['Ada Quill'])
  expect(offered(people, 'ada quill look', true)).toEqual([])
  expect(offered(people, 'ada quill', true)).toEqual([])
})

it('puts the name where it was begun', () => {
  expect(after('hi @Ad, look', 6, 'Ada Quill')).toEqual({ text: 'hi @Ada Quill , look', caret: 14 })
  expect(after('@q', 2, 'Ada Quill')).toEqual({ text: '@Ada Quill ', caret: 11 })
})
