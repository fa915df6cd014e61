import { quoted, type Path } from './problem.ts'

/** What the schema's types are called in messages. */
export const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a group of keys',
}

export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a number with decimals'
  return kinds[typeof value] ?? typeof value
}

/** `at least 1 entry`, `at most 300 characters`, `a value of at most 10` */
export function amount(origin: string, word: string, bound: number | bigint): string {
  const one = Number(bound) === 1
  if (origin === 'string') return `${word} ${bound} ${one ? 'character' : 'characters'}`
  if (origin === 'array' || origin === 'tuple') return `${word} ${bound} ${one ? 'entry' : 'entries'}`
  return `a value of ${word} ${bound}`
}

export function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'object' ? kindOf(value) : String(value)
}

/** The last key of a path in quotes, or which entry of which list. */
export function nameOf(path: Path): string {
  const last = path.at(-1)
  if (last === undefined) return 'the policy'
  return typeof last === 'string' ? quoted(last) : `entry ${last + 1} of ${nameOf(path.slice(0, -1))}`
}
