import Mustache from 'mustache'
import { knownWithin, placeholders, type Placeholder } from './placeholders.ts'

export type TemplateProblemCode =
  | 'syntax'
  | 'too_long'
  | 'unknown_name'
  | 'wrong_use'
  | 'not_allowed'
  | 'stray_braces'
  | 'html_comment'
  | 'other_placeholder'

export interface TemplateProblem {
  readonly code: TemplateProblemCode
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
  /** What is wrong and what to write instead. */
  readonly says: string
}

/** A part of a template: text, a value, or a section with its own parts. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'value'; readonly name: string; readonly at: number }
  | { readonly kind: 'with' | 'without'; readonly name: string; readonly at: number; readonly parts: readonly Part[] }
  | { readonly kind: 'not_allowed'; readonly sign: string; readonly at: number }

type Fault = Omit<TemplateProblem, 'line' | 'column'> & { readonly at: number }

const longest = 20_000

/**
 * Checks an announcement template (https://mustache.github.io/mustache.5.html) against the names that exist.
 * Partials, changed delimiters and HTML comments have no place in it: only `{{! … }}` never goes out (R8).
 */
export function checkTemplate(template: string): TemplateProblem[] {
  if (template.length > longest) {
    return [{ code: 'too_long', line: 1, column: 1, says: `a template has at most ${longest} characters` }]
  }
  return faultsOf(template).map(({ at, ...problem }) => ({ ...problem, ...placeOf(template, at) }))
}

/** The template's parts. Throws mustache's own error on broken syntax: check the template first. */
export function partsOf(template: string): Part[] {
  // A writer of its own, because mustache's common one keeps every template it has ever seen.
  const tokens: readonly (readonly unknown[])[] = new Mustache.Writer().parse(template)
  return tokens.flatMap(partOf)
}

/** Mustache's tokens are `[sign, value, start, end, tokens inside, …]`. */
function partOf(token: readonly unknown[]): Part[] {
  const [sign, value, start, , inside] = token
  const at = Number(start)
  const name = String(value)
  if (sign === 'text') return [{ kind: 'text', text: name, at }]
  if (sign === '!') return []
  if (sign === 'name' || sign === '&') return [{ kind: 'value', name, at }]
  if (sign === '#' || sign === '^') {
    const parts = (Array.isArray(inside) ? inside : []).flatMap((part) => partOf(part as readonly unknown[]))
    return [{ kind: sign === '#' ? 'with' : 'without', name, at, parts }]
  }
  return [{ kind: 'not_allowed', sign: String(sign), at }]
}

function faultsOf(template: string): Fault[] {
  try {
    return partsOf(template).flatMap((part) => faultsIn(part, []))
  } catch (error) {
    return [syntaxFault(template, error)]
  }
}

function faultsIn(part: Part, lists: readonly string[]): Fault[] {
  if (part.kind === 'text') return textFaults(part.text, part.at)
  if (part.kind === 'not_allowed') {
    const what = part.sign === '>' ? 'partials ({{> … }})' : 'other delimiters ({{= … =}})'
    return [{ code: 'not_allowed', at: part.at, says: `${what} have no place in an announcement` }]
  }
  const known = knownWithin(lists)
  const found = Object.hasOwn(known, part.name) ? known[part.name] : undefined
  const own = found === undefined ? [unknownName(part.name, part.at)] : misuse(part, found)
  if (part.kind === 'value') return own
  const within = part.kind === 'with' && found?.is === 'list' ? [...lists, part.name] : lists
  return [...own, ...part.parts.flatMap((inner) => faultsIn(inner, within))]
}

function unknownName(name: string, at: number): Fault {
  const lists = Object.entries<Placeholder>(placeholders).filter(([, known]) => Object.hasOwn(known.of ?? {}, name))
  const hint =
    lists.length > 0
      ? `it is known inside ${lists.map(([list]) => `{{#${list}}} … {{/${list}}}`).join(' or ')}`
      : `known here are ${Object.keys(placeholders).join(', ')}`
  return { code: 'unknown_name', at, says: `nothing is called "${name}" here; ${hint}` }
}

function misuse(part: Part & { name: string }, found: Placeholder): Fault[] {
  if (part.kind !== 'value' || found.is === 'text') return []
  const says =
    found.is === 'list'
      ? `"${part.name}" is a list; write {{#${part.name}}} … {{/${part.name}}} around what each entry says`
      : `"${part.name}" is a yes or no; write {{#${part.name}}} … {{/${part.name}}}`
  return [{ code: 'wrong_use', at: part.at, says }]
}

const suspects = [
  {
    code: 'stray_braces',
    pattern: /\{\{|\}\}/g,
    says: 'these braces would go out as they are; a comment ends at its first }}',
  },
  {
    code: 'html_comment',
    pattern: /<!--/g,
    says: 'an HTML comment would go out in the mail; write {{! … }}',
  },
  {
    code: 'other_placeholder',
    pattern: /\$(?:PROJECT|VERSION|OLDVERSION|CVSS|CVESUMMARY)\b|\bCVE-YEAR-[A-Z]+/g,
    says: 'this placeholder is not filled in; write names in double braces, such as {{version}}',
  },
] as const

function textFaults(text: string, start: number): Fault[] {
  return suspects.flatMap(({ code, pattern, says }) =>
    [...text.matchAll(pattern)].map((found) => ({ code, at: start + found.index, says })),
  )
}

/** Mustache stops at its first error and names where it noticed; an open section is shown where it was opened. */
function syntaxFault(template: string, error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error)
  const [, what, name = '', position] = /^(\w+) (?:tag|section "([^]*)") at (\d+)$/.exec(message) ?? []
  const noticed = Math.min(Number(position ?? 0), template.length)
  if (what === 'Unopened') {
    return { code: 'syntax', at: noticed, says: `{{/${name}}} closes a section that isn’t open` }
  }
  if (what === 'Unclosed' && name !== '') {
    const opened = [...template.slice(0, noticed).matchAll(/\{\{\s*[#^]\s*([^}]*?)\s*\}\}/g)]
    const at = opened.findLast((tag) => tag[1] === name)?.index ?? noticed
    return { code: 'syntax', at, says: `the section "${name}" is not closed; end it with {{/${name}}}` }
  }
  const at = template.lastIndexOf('{{')
  return { code: 'syntax', at: Math.max(at, 0), says: 'a tag is not closed; end it with }}' }
}

function placeOf(template: string, at: number): { line: number; column: number } {
  const before = template.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}
