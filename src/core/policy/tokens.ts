import { type CST } from 'yaml'
import { limits } from './problem.ts'

/** What is wrong with the file before its values are composed: `at` is an offset into the text. */
export interface TokenProblem {
  readonly at: number
  readonly code: string
  readonly says: string
  readonly hint: string
}

const refused: Partial<Record<string, readonly [code: string, says: string, hint: string]>> = {
  alias: [
    'yaml_alias',
    'an alias (*name) is not allowed',
    'Write the value out, or put text that begins with * in quotes',
  ],
  anchor: ['yaml_anchor', 'an anchor (&name) is not allowed', 'Remove it, or put text that begins with & in quotes'],
  tag: ['yaml_tag', 'a tag (!name) is not allowed', 'Remove it, or put text that begins with ! in quotes'],
  directive: ['yaml_directive', 'a line that begins with % is a directive', 'Remove it, or put the text in quotes'],
}

type Token = CST.Token | CST.SourceToken | CST.CollectionItem

/**
 * Aliases, tags and directives are not needed in a policy and are refused: so nothing can multiply, and what stands
 * in the file is what it means. Too deep a nesting is refused here, by a loop, before the composer recurses into it.
 */
export function tokenProblems(tokens: readonly CST.Token[]): TokenProblem[] {
  const problems: TokenProblem[] = []
  const documents = tokens.filter((token) => token.type === 'document')
  const [, second] = documents
  if (second) {
    const hint = 'Keep one policy in one file; remove the ---'
    problems.push({ at: second.offset, code: 'several_documents', says: 'a second document begins here', hint })
  }
  const open: { token: Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next
    if ('type' in token) {
      const found = refused[token.type]
      if (found) problems.push({ at: token.offset, code: found[0], says: found[1], hint: found[2] })
      if (isOpenQuote(token)) problems.push({ at: token.offset, ...openQuote })
      if (isOpenBracket(token)) problems.push({ at: token.offset, ...openBracket })
      if (depth > limits.depth) {
        const hint = `A policy has at most ${limits.depth} levels`
        return [{ at: token.offset, code: 'too_deep', says: 'this is nested too deeply', hint }]
      }
    }
    for (const inside of within(token)) open.push({ token: inside, depth: depth + ('items' in token ? 1 : 0) })
  }
  return problems
}

// The composer would complain about these only where it noticed: often at the end of the file.
const openQuote = {
  code: 'yaml_quote_open',
  says: 'this quote is never closed',
  hint: 'Close it, or double it where an apostrophe is meant',
}
const openBracket = {
  code: 'yaml_bracket_open',
  says: 'this bracket is never closed',
  hint: 'Close it, or put the text in quotes',
}

function isOpenQuote(token: CST.Token): boolean {
  if (token.type === 'single-quoted-scalar') return !/^'(?:[^']|'')*'$/.test(token.source)
  if (token.type !== 'double-quoted-scalar') return false
  const escapes = /(\\*)"$/.exec(token.source.slice(1))
  return escapes?.[1] === undefined || escapes[1].length % 2 === 1
}

function isOpenBracket(token: CST.Token): boolean {
  if (token.type !== 'flow-collection') return false
  return !token.end.some(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end')
}

function within(token: Token): Token[] {
  const start = 'start' in token ? [token.start].flat() : []
  const key = 'key' in token && token.key ? [token.key] : []
  const separator = ('sep' in token && token.sep) || []
  const properties = 'props' in token ? token.props : []
  const value = 'value' in token && token.value ? [token.value] : []
  const items = 'items' in token ? token.items : []
  return [...start, ...key, ...separator, ...properties, ...value, ...items]
}
