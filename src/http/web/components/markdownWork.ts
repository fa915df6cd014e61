import type { MarkdownIt } from 'markdown-it'

/**
 * How much reading a text may cost. Honest texts of 50,000 letters cost less than half of it; of texts that are made for
 * it (thousands of brackets that nothing closes), the cost grows with the square of their length, and the server does
 * nothing else meanwhile.
 */
const most = 100_000

/** In what it takes to skip one piece of a line that was looked at before: a few nanoseconds each. */
const costs = { block: 20, piece: 5, lettersOfLink: 1 / 32, pairsOfMarks: 1 / 64 } as const

class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork'
}

/** Counts what the parser does: the answer renders, or is `undefined` where that would take too long. */
export function bounded(markdown: MarkdownIt): (text: string, label: string) => string | undefined {
  let left = 0
  const spend = (work: number) => {
    left -= work
    if (left < 0) throw new TooMuchWork()
  }
  const { inline, block, helpers } = markdown

  const skip = inline.skipToken
  inline.skipToken = (state) => {
    spend(1)
    skip.call(inline, state)
  }
  inline.ruler.before('text', 'work', () => {
    spend(costs.piece)
    return false
  })
  inline.ruler2.before('balance_pairs', 'work', ({ delimiters, tokens_meta: inside }) => {
    for (const marks of [delimiters, ...inside.map((one) => one?.delimiters ?? [])]) {
      spend(marks.length ** 2 * costs.pairsOfMarks)
    }
    return false
  })
  const within = { alt: ['paragraph', 'reference', 'blockquote', 'list', 'table'] }
  block.ruler.before(
    'table',
    'work',
    () => {
      spend(costs.block)
      return false
    },
    within,
  )
  const { parseLinkDestination, parseLinkTitle } = helpers
  helpers.parseLinkDestination = (text, start, end) => {
    spend((end - start) * costs.lettersOfLink)
    return parseLinkDestination(text, start, end)
  }
  helpers.parseLinkTitle = (text, start, end, before) => {
    spend((end - start) * costs.lettersOfLink)
    return parseLinkTitle(text, start, end, before)
  }

  return (text, label) => {
    left = most
    try {
      return markdown.render(text, { label })
    } catch (error) {
      if (error instanceof TooMuchWork) return undefined
      throw error
    }
  }
}
