import { z } from 'zod'
import { readJson } from '../../../core/advisory/index.ts'
import { nearest } from '../../../core/kernel/index.ts'
import { actNamed, caseActNames, isCaseAct, type CaseActName } from '../../../core/process/index.ts'
import { actors, type Actor } from './people.ts'
import { beginning, isInstant, isWord, vocabulary, type WordName } from './vocabulary.ts'

/** One line of the file: when, and what. */
export type Told =
  | { readonly kind: 'report'; readonly fields: z.infer<typeof beginning> }
  | { readonly kind: 'look' }
  | { readonly kind: 'word'; readonly word: WordName; readonly fields: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'act'
      readonly act: CaseActName
      readonly by: Actor
      readonly fields: Readonly<Record<string, unknown>>
    }

export type Line = Told & { readonly line: number; readonly at: Temporal.Instant }

export interface LineProblem {
  /** From 1; columns count UTF-16 code units. */
  readonly line: number
  readonly column: number
  readonly code: string
  readonly says: string
  readonly hint: string
}

export const mostLines = 2000
export const longestLine = 20_000

/**
 * Reads dated events, one JSON object a line; empty lines and lines that begin with `#` are passed over. All problems
 * at once, each with its place. This is the one place where the bytes of such a file are parsed.
 */
export function readLines(
  text: string,
): { readonly lines: readonly Line[] } | { readonly problems: readonly LineProblem[] } {
  const problems: LineProblem[] = []
  const lines: Line[] = []
  const written = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (written.length > mostLines) {
    return {
      problems: [fault(mostLines + 1, 1, 'too_many_lines', `at most ${mostLines} lines are read`, 'Shorten the file')],
    }
  }
  for (const [index, source] of written.entries()) {
    if (source.trim() === '' || source.startsWith('#')) continue
    const read = readLine(source, index + 1)
    if ('code' in read) {
      problems.push(read)
      continue
    }
    problems.push(...outOfOrder(read, lines.at(-1), source))
    lines.push(read)
  }
  if (problems.length > 0) return { problems }
  if (lines.length === 0) {
    return { problems: [fault(1, 1, 'nothing_happens', 'there is no event in this file', `Begin with ${example}`)] }
  }
  return { lines }
}

const example = '{"at": "2026-03-02T09:00:00Z", "event": "report"}'

function fault(line: number, column: number, code: string, says: string, hint: string): LineProblem {
  return { line, column, code, says, hint }
}

function outOfOrder(read: Line, before: Line | undefined, source: string): LineProblem[] {
  const at = (key: string) => columnOf(source, key)
  if (before === undefined) {
    if (read.kind === 'report') return []
    return [
      fault(read.line, at('event'), 'report_first', 'nothing can happen before the report', `Begin with ${example}`),
    ]
  }
  if (read.kind === 'report') {
    return [fault(read.line, at('event'), 'reported_twice', 'the case has begun', 'Simulate one case at a time')]
  }
  if (Temporal.Instant.compare(read.at, before.at) >= 0) return []
  const says = `this happens before line ${before.line}`
  return [fault(read.line, at('at'), 'back_in_time', says, 'Put the lines in the order of their instants')]
}

function readLine(source: string, line: number): Line | LineProblem {
  if (source.length > longestLine)
    return fault(line, longestLine + 1, 'line_too_long', `at most ${longestLine} characters`, 'Shorten it')
  const json = readJson(source)
  if ('problem' in json) {
    // "Line 1, column 8: a value is wanted here."
    const [, place = '1', says = json.problem.says] = /^Line 1, column ([0-9]+): (.*)$/s.exec(json.problem.says) ?? []
    return fault(line, Number(place), json.problem.code, says, `One object a line, such as ${example}`)
  }
  const { value } = json
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fault(line, 1, 'not_an_object', 'a line is one JSON object', `For example ${example}`)
  }
  const { at, event, act, by, ...rest } = value as Readonly<Record<string, unknown>>
  if (typeof at !== 'string' || !isInstant(at)) {
    return fault(line, columnOf(source, 'at'), 'no_instant', '"at" must be an instant', 'Write 2026-03-02T09:00:00Z')
  }
  const told = act === undefined ? readEvent(event, rest) : readAct(act, by, rest)
  if ('wrong' in told) return fault(line, columnOf(source, told.wrong), told.code, told.says, told.hint)
  if (act === undefined && by !== undefined) {
    return fault(line, columnOf(source, 'by'), 'unknown_key', '"by" goes with an act', 'Remove it, or name an act')
  }
  return { ...told, line, at: Temporal.Instant.from(at) }
}

interface Wrong {
  /** The key at which it is wrong. */
  readonly wrong: string
  readonly code: string
  readonly says: string
  readonly hint: string
}

function readEvent(event: unknown, rest: Record<string, unknown>): Told | Wrong {
  const name = typeof event === 'string' ? event : ''
  const schema =
    name === 'report'
      ? beginning
      : name === 'look'
        ? z.strictObject({})
        : isWord(name)
          ? vocabulary[name].fields
          : undefined
  if (schema === undefined) {
    const known = ['report', 'look', ...Object.keys(vocabulary)]
    const meant = nearest(name, known)
    const hint = meant === undefined ? `Known: ${known.join(', ')}` : `Did you mean ${meant}?`
    const says = event === undefined ? '"event" is missing' : `"event" cannot be ${JSON.stringify(event)}`
    return { wrong: 'event', code: 'unknown_event', says, hint }
  }
  const parsed = schema.safeParse(rest)
  if (!parsed.success) return wrongField(parsed.error.issues[0], Object.keys(schema.shape))
  if (name === 'report') return { kind: 'report', fields: beginning.parse(rest) }
  return isWord(name) ? { kind: 'word', word: name, fields: parsed.data } : { kind: 'look' }
}

function readAct(act: unknown, by: unknown, rest: Record<string, unknown>): Told | Wrong {
  if (typeof act !== 'string' || !isCaseAct(act)) {
    const meant = typeof act === 'string' ? nearest(act, caseActNames) : undefined
    const hint = meant === undefined ? 'The API’s description lists the acts' : `Did you mean ${meant}?`
    return { wrong: 'act', code: 'unknown_act', says: `there is no act ${JSON.stringify(act)}`, hint }
  }
  const actor = actors.find((one) => one === (by ?? 'member'))
  if (actor === undefined) {
    return {
      wrong: 'by',
      code: 'unknown_actor',
      says: `"by" cannot be ${JSON.stringify(by)}`,
      hint: `One of ${actors.join(', ')}`,
    }
  }
  const { fields } = actNamed(act)
  const parsed = z.strictObject((fields as z.ZodObject).shape).safeParse(rest)
  if (!parsed.success) return wrongField(parsed.error.issues[0], Object.keys((fields as z.ZodObject).shape))
  return { kind: 'act', act, by: actor, fields: parsed.data }
}

function wrongField(issue: z.core.$ZodIssue | undefined, known: readonly string[]): Wrong {
  const hint = known.length === 0 ? 'It takes no fields' : `It takes ${known.join(', ')}`
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return { wrong: key, code: 'unknown_key', says: `${JSON.stringify(key)} is not known here`, hint }
  }
  const key = String(issue?.path[0] ?? '')
  return { wrong: key, code: 'wrong_value', says: `"${key}": ${issue?.message ?? 'cannot be read'}`, hint }
}

/** Where a key stands in its line; where it doesn't, the event's or act's own place, or the line's begin. */
function columnOf(source: string, key: string): number {
  const places = [key, 'event', 'act'].map((one) => source.indexOf(JSON.stringify(one)))
  return (places.find((place) => place !== -1) ?? 0) + 1
}
