import { cursorOn } from './cursor.ts'
import { problem, type Problem } from '../problems.ts'

/** Characters; the largest CSAF documents of distributors have some tens of millions. */
export const mostCharacters = 32 * 1024 * 1024
const mostDepth = 100

const space = /[ \t\n\r]*/y
const literal = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![A-Za-z0-9.+-])/y

interface Open {
  readonly kind: '{' | '['
  readonly names: Set<string>
}

/** What may come next: a value; a name; the end of what is open instead; a comma or the end. */
type Wanted = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'comma'

/**
 * The first thing wrong with a JSON text (RFC 8259), with line and column, which `JSON.parse` does not tell reliably;
 * and what it lets pass in silence: a name that stands twice in one object, and nesting without end. In one pass,
 * before anything is built from the text.
 */
export function scanJson(given: string): Problem | undefined {
  if (given.length > mostCharacters) {
    const says = `The document has ${given.length} characters; ${mostCharacters} are read at most.`
    return problem('too_large', '', says)
  }
  const text = cursorOn(given, given.startsWith('\ufeff') ? 1 : 0)
  const open: Open[] = []
  let wants: Wanted = 'value'

  /** Each takes a piece, and says what may come after it. */
  const steps: Readonly<Record<Wanted, () => Wanted | Problem>> = {
    value: takeValue,
    valueOrEnd: () => (text.next() === ']' ? close() : takeValue()),
    name: takeName,
    nameOrEnd: () => (text.next() === '}' ? close() : takeName()),
    comma: takeComma,
  }
  for (;;) {
    text.take(space)
    if (wants === 'comma' && open.length === 0)
      return text.atEnd() ? undefined : wrong('malformed_json', 'something follows the end')
    const found = steps[wants]()
    if (typeof found !== 'string') return found
    wants = found
  }

  function takeValue(): Wanted | Problem {
    const next = text.next()
    if (next === '{' || next === '[') {
      if (open.length === mostDepth) return wrong('too_deep', `more than ${mostDepth} levels are open`)
      open.push({ kind: next, names: new Set() })
      text.skip()
      return next === '{' ? 'nameOrEnd' : 'valueOrEnd'
    }
    const value = next === '"' ? text.takeString() : text.take(literal)
    if (value !== undefined) return 'comma'
    return wrong('malformed_json', text.atEnd() ? 'the text ends too early' : 'a value is wanted here')
  }

  function takeName(): Wanted | Problem {
    const names = open.at(-1)?.names
    const start = text.mark()
    const name = text.takeString()
    if (name === undefined) return wrong('malformed_json', 'a name in double quotes is wanted here')
    const spelt = name.includes('\\') ? (JSON.parse(`"${name}"`) as string) : name
    if (names?.has(spelt) === true) {
      text.goBack(start)
      return wrong('duplicate_key', `the name "${spelt.slice(0, 80)}" stands twice in one object`)
    }
    names?.add(spelt)
    text.take(space)
    if (text.next() !== ':') return wrong('malformed_json', 'a colon is wanted here')
    text.skip()
    return 'value'
  }

  function takeComma(): Wanted | Problem {
    const isObject = open.at(-1)?.kind === '{'
    const end = isObject ? '}' : ']'
    const next = text.next()
    if (next === end) return close()
    if (next !== ',') return wrong('malformed_json', `a comma or ${end} is wanted here`)
    text.skip()
    return isObject ? 'name' : 'value'
  }

  function close(): Wanted {
    open.pop()
    text.skip()
    return 'comma'
  }

  function wrong(code: 'malformed_json' | 'too_deep' | 'duplicate_key', says: string): Problem {
    const { line, column } = text.where()
    return problem(code, '', `Line ${line}, column ${column}: ${says}.`)
  }
}
