import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageOfPosts } from './posts.ts'

const thread = (count: number, letters = 10) =>
  Array.from({ length: count }, (_, index) => ({ post: index + 1, text: 'x'.repeat(letters) }))
const page = (posts: ReturnType<typeof thread>, asked: Readonly<Record<string, string>> = {}) =>
  pageOfPosts(posts, (name) => asked[name])
const numbers = ({ shown }: ReturnType<typeof page>) => shown.map(({ post }) => post)

describe('a page of a thread', () => {
  it('begins with the newest', () => {
    const newest = page(thread(60))
    expect([numbers(newest)[0], numbers(newest).at(-1)]).toEqual([60, 36])
    expect(newest).toMatchObject({ before: 36, after: undefined, says: '1 to 25 of 60' })
    expect(page([])).toEqual({ shown: [], before: undefined, after: undefined, says: '1 to 0 of 0' })
  })

  it('holds fewer long messages, and always one', () => {
    expect(numbers(page(thread(60, 10_000)))).toEqual([60, 59, 58, 57])
    expect(numbers(page(thread(60, 50_000)))).toEqual([60])
    expect(numbers(page(thread(60, 50_000), { after: '3' }))).toEqual([4])
  })

  it('has a message’s address for good: the same one shows it, however many follow', () => {
    for (const count of [17, 18, 60, 600]) expect(numbers(page(thread(count), { post: '17' }))).toContain(17)
  })

  it('takes what is no number for the newest', () => {
    for (const text of ['', '-1', 'x', '1e3', '99999999999'])
      expect(numbers(page(thread(3), { before: text }))).toEqual([3, 2, 1])
    expect(numbers(page(thread(3), { before: '1' }))).toEqual([])
  })

  it('leads through all messages, each once, both ways', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 90 })
    fc.assert(
      fc.property(sizes, (lengths) => {
        const posts = lengths.map((length, index) => ({ post: index * 2 + 1, text: 'x'.repeat(length) }))
        const walk = (way: 'before' | 'after', start: string | undefined) => {
          const seen: number[][] = []
          for (let at = start; ;) {
            const here = page(posts, at === undefined ? {} : { [way]: at })
            seen.push(numbers(here))
            const next = here[way]
            if (next === undefined) return seen
            at = String(next)
          }
        }
        const all = posts.map(({ post }) => post)
        expect(walk('before', undefined).flat()).toEqual(all.toReversed())
        expect(walk('after', '0').toReversed().flat()).toEqual(all.toReversed())
      }),
      { numRuns: 50 },
    )
  })
})
