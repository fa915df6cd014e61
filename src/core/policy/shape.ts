import type { z } from 'zod'
import { nearest } from '../kernel/index.ts'
import { exampleOf, keysAt, schemaAt } from './jsonSchema.ts'
import { plainDuration } from './plainDuration.ts'
import { pathText, quoted, type Path, type Place, type PolicyProblem } from './problem.ts'
import type { Places } from './readYaml.ts'
import { amount, kindOf, kinds, nameOf, shown } from './wording.ts'

type Issue = z.core.$ZodIssue

/** One complaint of the schema, seen from the whole file. */
interface Complaint {
  readonly issue: Issue
  readonly path: Path
  /** What stands there; undefined where nothing does. */
  readonly value: unknown
  readonly places: Places
}

/**
 * The schema's complaints as problems with a place and a way out. One wrong value gives one problem, and a misspelt
 * key isn't reported as missing, too.
 */
export function shapeProblems(issues: readonly Issue[], root: unknown, places: Places): PolicyProblem[] {
  const complaints = issues.flatMap((issue) => unfolded(issue, [], root, places))
  const meant = new Set(complaints.flatMap(meantKeys))
  const problems = complaints.flatMap(problemsOf).filter((p) => p.code !== 'missing_key' || !meant.has(p.path))
  return [...new Map(problems.map((p) => [`${p.line}:${p.column} ${p.path}`, p])).values()]
}

/** A union's complaint is replaced by those of the option that was meant, where one stands out. */
function unfolded(issue: Issue, base: Path, root: unknown, places: Places): Complaint[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))]
  if (issue.code === 'invalid_union') {
    const [option, ...others] = issue.errors.filter((errors) => errors.every(isInside))
    if (option && others.length === 0) return option.flatMap((inner) => unfolded(inner, path, root, places))
  }
  return [{ issue, path, value: valueAt(root, path), places }]
}

/** A complaint about something inside an option of a union, rather than about its being another option. */
function isInside(issue: Issue): boolean {
  return issue.code !== 'unrecognized_keys' && issue.code !== 'invalid_type' && issue.path.length > 0
}

function problemsOf(complaint: Complaint): PolicyProblem[] {
  const { issue, path, value, places } = complaint
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const at = [...path, key]
      return problem(at, places.keyOf(at), 'unknown_key', `${quoted(key)} is not known here`, keyHint(key, path, value))
    })
  }
  const name = nameOf(path)
  if (value === undefined) {
    return [problem(path, places.keyOf(path.slice(0, -1)), 'missing_key', `${name} is missing`, missingHint(path))]
  }
  if (value === null) return [problem(path, places.keyOf(path), 'empty_value', `${name} is empty`, missingHint(path))]
  return [problem(path, places.valueOf(path), ...wrong(issue, path, value))]
}

function problem(path: Path, place: Place, code: string, says: string, hint: string): PolicyProblem {
  return { level: 'error', line: place.line, column: place.column, path: pathText(path), code, says, hint }
}

function wrong(issue: Issue, path: Path, value: unknown): [code: string, says: string, hint: string] {
  const name = nameOf(path)
  switch (issue.code) {
    case 'invalid_type': {
      const expected = kinds[issue.expected] ?? issue.expected
      return ['wrong_type', `${name} must be ${expected}, not ${kindOf(value)}`, exampleHint(path)]
    }
    case 'invalid_value': {
      const code = path.at(-1) === 'clause' ? 'unknown_clause' : 'wrong_value'
      return [code, `${name} cannot be ${shown(value)}`, valueHint(issue.values.map(String), path, value)]
    }
    case 'invalid_union':
      return ['wrong_value', `${name} is none of the known forms`, exampleHint(path)]
    case 'too_small':
      return ['too_small', `${name} must have ${amount(issue.origin, 'at least', issue.minimum)}`, exampleHint(path)]
    case 'too_big':
      return ['too_big', `${name} must have ${amount(issue.origin, 'at most', issue.maximum)}`, exampleHint(path)]
    default: {
      const says = typeof value === 'object' ? issue.message : `${issue.message}, not ${shown(value)}`
      return ['wrong_value', `${name} ${says}`, durationHint(path, value) ?? exampleHint(path)]
    }
  }
}

function valueHint(known: readonly string[], path: Path, value: unknown): string {
  if (path.at(-1) === 'clause') return `${exampleHint(path)}; docs/policy.md lists the clauses`
  const meant = typeof value === 'string' ? nearest(value, known) : undefined
  return meant ? `Did you mean ${meant}?` : `Known: ${known.join(', ')}`
}

function durationHint(path: Path, value: unknown): string | undefined {
  if (schemaAt(path)?.title !== 'Duration' || typeof value !== 'string') return undefined
  const meant = plainDuration(value)
  return meant ? `Did you mean ${meant}?` : undefined
}

/** The paths of the keys that misspelt ones were probably meant to be. */
function meantKeys({ issue, path, value }: Complaint): string[] {
  if (issue.code !== 'unrecognized_keys') return []
  const meant = issue.keys.map((key) => nearest(key, freeKeys(path, value)))
  return meant.flatMap((key) => (key === undefined ? [] : [pathText([...path, key])]))
}

function freeKeys(path: Path, group: unknown): string[] {
  const present = typeof group === 'object' && group !== null ? Object.keys(group) : []
  return keysAt(path).filter((name) => !present.includes(name))
}

function keyHint(key: string, path: Path, group: unknown): string {
  const free = freeKeys(path, group)
  const meant = nearest(key, free)
  if (meant) return `Did you mean ${meant}?`
  return free.length > 0 ? `Still free here: ${free.join(', ')}` : 'Remove it'
}

function exampleHint(path: Path): string {
  const node = schemaAt(path)
  const example = exampleOf(node)
  const last = path.at(-1)
  if (example !== '') return typeof last === 'string' ? `For example: ${last}: ${example}` : `For example: ${example}`
  const keys = keysAt(path)
  return keys.length > 0 ? `It holds the keys ${keys.join(', ')}` : (node?.description ?? 'See docs/policy.md')
}

function missingHint(path: Path): string {
  const hint = exampleHint(path)
  const says = schemaAt(path)?.description
  return says && !hint.includes(says) ? `${says}. ${hint}` : hint
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}
