import { Composer, isMap, isScalar, isSeq, LineCounter, Parser, type ParsedNode } from 'yaml'
import { badLetter } from './letters.ts'
import { limits, pathText, quoted, type Path, type Place, type PolicyProblem } from './problem.ts'
import { tokenProblems } from './tokens.ts'
import { yamlProblems } from './yamlProblems.ts'

/** Where things stand in the file: a key (for what is unknown or missing below it) or its value. */
export interface Places {
  keyOf(path: Path): Place
  valueOf(path: Path): Place
  /**
   * A place inside a text (line and column from 1, in the text) as a place in the file. Exact for `|` blocks and for
   * texts without quotes on one line; otherwise where the text begins.
   */
  within(path: Path, place: Place): Place
}

interface Spot {
  readonly key: number
  readonly value: number
}

export interface ReadYaml {
  readonly value: unknown
  readonly places: Places
}

/**
 * One YAML 1.2 document of plain text keys, lists, texts, numbers and truth values. No aliases, anchors, tags,
 * directives or second documents. The work is linear in the text, which has a limit; this is the one place where
 * the bytes of a policy file are parsed.
 */
export function readYaml(input: string): ReadYaml | { readonly problems: readonly PolicyProblem[] } {
  const text = input.startsWith('\uFEFF') ? input.slice(1) : input
  if (text.length > limits.characters) return { problems: [tooLong(text)] }
  const lines = new LineCounter()
  for (let start = 0; start !== -1; start = lineAfter(text, start)) lines.addNewLine(start)
  const problem = (at: number, code: string, says: string, hint: string, path: Path = []): PolicyProblem => {
    return { level: 'error', ...placeAt(lines, at), path: pathText(path), code, says, hint }
  }
  const letter = badLetter(text)
  if (letter) return { problems: [problem(letter.at, letter.code, letter.says, letter.hint)] }

  const tokens = [...new Parser().parse(text)]
  const refused = tokenProblems(tokens)
  if (refused.length > 0) return { problems: refused.map((r) => problem(r.at, r.code, r.says, r.hint)) }
  const [document] = new Composer({ uniqueKeys: false, stringKeys: true }).compose(tokens, true, text.length)
  const unreadable = [...(document?.errors ?? []), ...(document?.warnings ?? [])]
  if (unreadable.length > 0) {
    return { problems: withoutEchoes(unreadable.map(({ pos, code }) => problem(pos[0], ...yamlProblems[code]))) }
  }
  const root = document?.contents
  if (!root || (isScalar(root) && root.value === null)) {
    return { problems: [problem(0, 'empty_file', 'there is nothing in this file', 'Begin with: format: 1')] }
  }
  return values(root, text, lines, problem)
}

function lineAfter(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end === -1 ? -1 : end + 1
}

/** One mistake makes the parser complain about the lines below it, too: of lines without a gap, the first is kept. */
function withoutEchoes(problems: readonly PolicyProblem[]): PolicyProblem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  return sorted.filter((problem, index) => problem.line - (sorted[index - 1]?.line ?? -1) > 1)
}

function tooLong(text: string): PolicyProblem {
  const says = `the file has ${text.length} characters; at most ${limits.characters} are read`
  return {
    level: 'error',
    line: 1,
    column: 1,
    path: '',
    code: 'too_long',
    says,
    hint: 'Move long texts to a page of their own',
  }
}

type Problem = (at: number, code: string, says: string, hint: string, path?: Path) => PolicyProblem

/** Plain values and where they stand. Recursion is bounded by `limits.depth`, which the tokens were held to. */
function values(root: ParsedNode, text: string, lines: LineCounter, problem: Problem) {
  const problems: PolicyProblem[] = []
  const spots = new Map<string, Spot>()

  const plain = (node: ParsedNode | null, path: Path, key: number): unknown => {
    const value = node?.range[0] ?? key
    spots.set(pathText(path), { key, value })
    if (isMap(node)) return mapping(node.items, path)
    if (isSeq(node)) return sequence(node.items, path)
    return scalar(isScalar(node) ? node.value : null, path, value)
  }

  const mapping = (items: readonly { key: ParsedNode; value: ParsedNode | null }[], path: Path) => {
    // Without a prototype: a key such as __proto__ is a key like any other, and unknown.
    const found: Record<string, unknown> = Object.create(null)
    if (tooMany(items, path)) return found
    for (const item of items) {
      const name = String(isScalar(item.key) ? item.key.value : item.key)
      const key = item.key.range[0]
      const letter = badLetter(name)
      if (letter) problems.push(problem(key, letter.code, letter.says, letter.hint, path))
      else if (Object.hasOwn(found, name)) {
        const says = `${quoted(name)} stands twice in its group`
        problems.push(problem(key, 'duplicate_key', says, 'Keep one of the two', [...path, name]))
      } else found[name] = plain(item.value, [...path, name], key)
    }
    return found
  }

  const sequence = (items: readonly ParsedNode[], path: Path) => {
    if (tooMany(items, path)) return []
    return items.map((item, index) => plain(item, [...path, index], item.range[0]))
  }

  const scalar = (value: unknown, path: Path, at: number) => {
    const letter = typeof value === 'string' ? badLetter(value) : undefined
    if (letter) problems.push(problem(at, letter.code, letter.says, letter.hint, path))
    return value
  }

  const tooMany = (items: readonly unknown[], path: Path) => {
    if (items.length <= limits.entries) return false
    const says = `${items.length} entries are too many; at most ${limits.entries} are read`
    problems.push(problem(spots.get(pathText(path))?.value ?? 0, 'too_many', says, 'Shorten the list', path))
    return true
  }

  const value = plain(root, [], 0)
  return problems.length > 0 ? { problems } : { value, places: placesOf(spots, text, lines) }
}

function placesOf(spots: ReadonlyMap<string, Spot>, text: string, lines: LineCounter): Places {
  const spot = (path: Path): Spot => spots.get(pathText(path)) ?? { key: 0, value: 0 }
  return {
    keyOf: (path) => placeAt(lines, spot(path).key),
    valueOf: (path) => placeAt(lines, spot(path).value),
    within(path, { line, column }) {
      const { value } = spot(path)
      const start = placeAt(lines, value)
      // The header of a block, its first line that isn't empty, and that line's indentation.
      const block = /\|[+-]?[ \t]*(?:#[^\n]*)?\r?\n(?:[ ]*\r?\n)*([ ]*)/y
      block.lastIndex = value
      const indent = block.exec(text)?.[1]
      if (indent !== undefined) return { line: start.line + line, column: indent.length + column }
      const isPlain = line === 1 && !/["'|>]/.test(text[value] ?? '')
      return isPlain ? { line: start.line, column: start.column + column - 1 } : start
    },
  }
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}
