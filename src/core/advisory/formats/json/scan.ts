import { problem, type Problem } from '../problems.ts'

/** Characters; the largest CSAF documents of distributors have some tens of millions. */
export const mostCharacters = 32 * 1024 * 1024
const mostDepth = 100

const space = /[ \t\n\r]*/y
// Strings are read in steps: a pattern with a choice in a loop runs out of stack on a long one.
// oxlint-disable-next-line no-control-regex -- JSON wants them escaped
const plain = /[^"\\\u0000-\u001f]*/y
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const literal = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![A-Za-z0-9.+-])/y

interface Open {
  readonly kind: '{' | '['
  readonly names: Set<string>
}

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
  const open: Open[] = []
  let at = given.startsWith('\ufeff') ? 1 : 0
  /** What may come next: a value; a name; a name or the end; a comma or the end; nothing. */
  let wants: 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'comma' = 'value'
  const wrong = (code: 'malformed_json' | 'too_deep' | 'duplicate_key', says: string) => {
    const before = given.slice(0, at)
    const line = before.split('\n').length
    return problem(code, '', `Line ${line}, column ${at - before.lastIndexOf('\n')}: ${says}.`)
  }
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(given)
    if (found !== null) at = pattern.lastIndex
    return found
  }
  /** What stands between the quotes, as it is written. */
  const takeString = (): string | undefined => {
    const start = at
    if (given.charAt(at) !== '"') return undefined
    at += 1
    do take(plain)
    while (take(escape) !== null)
    if (given.charAt(at) === '"') {
      at += 1
      return given.slice(start + 1, at - 1)
    }
    at = start
    return undefined
  }
  for (;;) {
    take(space)
    const next = given.charAt(at)
    const inner = open.at(-1)
    if (wants === 'comma') {
      if (inner === undefined)
        return at === given.length ? undefined : wrong('malformed_json', 'something follows the end')
      if (next === ',') wants = inner.kind === '{' ? 'name' : 'value'
      else if (next === (inner.kind === '{' ? '}' : ']')) open.pop()
      else return wrong('malformed_json', `a comma or ${inner.kind === '{' ? '}' : ']'} is wanted here`)
      at += 1
      continue
    }
    if (wants === 'name' || wants === 'nameOrEnd') {
      if (wants === 'nameOrEnd' && next === '}') {
        open.pop()
        wants = 'comma'
        at += 1
        continue
      }
      const start = at
      const name = takeString()
      if (name === undefined) return wrong('malformed_json', 'a name in double quotes is wanted here')
      const spelt = name.includes('\\') ? (JSON.parse(`"${name}"`) as string) : name
      if (inner?.names.has(spelt) === true) {
        at = start
        return wrong('duplicate_key', `the name "${spelt.slice(0, 80)}" stands twice in one object`)
      }
      inner?.names.add(spelt)
      take(space)
      if (given.charAt(at) !== ':') return wrong('malformed_json', 'a colon is wanted here')
      at += 1
      wants = 'value'
      continue
    }
    if (wants === 'valueOrEnd' && next === ']') {
      open.pop()
      at += 1
    } else if (next === '{' || next === '[') {
      if (open.length === mostDepth) return wrong('too_deep', `more than ${mostDepth} levels are open`)
      open.push({ kind: next, names: new Set() })
      at += 1
      wants = next === '{' ? 'nameOrEnd' : 'valueOrEnd'
      continue
    } else if ((next === '"' ? takeString() : take(literal)?.[0]) === undefined) {
      return wrong('malformed_json', at === given.length ? 'the text ends too early' : 'a value is wanted here')
    }
    wants = 'comma'
  }
}
