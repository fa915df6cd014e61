import { isId, isRefused, refuse, type Refused } from '../kernel/index.ts'
import { classes, phases, type Phase } from '../process/index.ts'
import { idTerm, personTerms, projectTerm, severityTerm, startTerm, wordTerm, type Term } from './term.ts'
import { wordsIn } from './words.ts'

/** What somebody asks for, in a form's fields or typed as `severity:high is:overdue`. */
export interface Sought {
  readonly text: string
  readonly severity?: string
  readonly project?: string
  /** A name or a part of it, or an id. */
  readonly person?: string
  readonly phase?: Phase
  readonly overdue?: boolean
  readonly open?: boolean
}

/** A case must have one of `any`; `scored`: how well it fits counts, a filter's does not. */
export interface Wanted {
  readonly any: readonly Term[]
  readonly scored: boolean
}

export const mostText = 200
export const mostWords = 10

/** Reads filters out of what was typed; what is no filter stays text. A form's own fields go before. */
export function soughtIn(typed: string, given: Omit<Sought, 'text'> = {}): Sought | Refused {
  if (typed.length > mostText) {
    return refuse(
      'search_too_long',
      '-',
      `At most ${mostText} characters.`,
      'Leave out what is not needed to find the case.',
    )
  }
  const text: string[] = []
  const filters: Record<string, string | boolean> = {}
  for (const [, name, quoted, plain, word] of typed.matchAll(/(?:([a-z]+):(?:"([^"]*)"|(\S+)))|(\S+)/giu)) {
    if (word !== undefined) {
      text.push(word)
      continue
    }
    const [filter, value] = [(name ?? '').toLowerCase(), quoted ?? plain ?? '']
    const read = readFilter(filter, value)
    // pkg:npm/anchor, https://…: not every colon is a filter's.
    if (read === undefined) text.push(`${name}:${value}`)
    else if (isRefused(read)) return read
    else Object.assign(filters, read)
  }
  return { text: text.join(' '), ...filters, ...given }
}

type Filters = Omit<Sought, 'text'>

function readFilter(name: string, value: string): Filters | Refused | undefined {
  switch (name) {
    case 'severity':
      return oneOf(classes, value, name, (severity) => ({ severity }))
    case 'phase':
      return oneOf(phases, value, name, (phase) => ({ phase }))
    case 'is':
      return oneOf(['overdue', 'open', 'closed'] as const, value, name, (is) =>
        is === 'overdue' ? { overdue: true } : { open: is === 'open' },
      )
    case 'project':
      return named(value, 'project', { project: value })
    case 'person':
      return named(value, 'person', { person: value })
    default:
      return undefined
  }
}

function named(value: string, name: string, filter: Filters): Filters | Refused {
  if (value.trim() !== '') return filter
  return refuse('unknown_filter', '-', `${name}: needs a name.`, `Write for example ${name}:anchor.`)
}

function oneOf<Value extends string>(
  known: readonly Value[],
  value: string,
  name: string,
  filter: (value: Value) => Filters,
): Filters | Refused {
  const found = known.find((one) => one === value.toLowerCase())
  if (found !== undefined) return filter(found)
  return refuse('unknown_filter', '-', `${name}: has no value “${value}”.`, `Use one of ${known.join(', ')}.`)
}

/** What a case must have; empty: any case does. */
export function wantedBy({ text, severity, project, person }: Sought): readonly Wanted[] | Refused {
  const filters: Wanted[] = []
  if (severity !== undefined) filters.push(filter([severityTerm(severity)]))
  if (project !== undefined) filters.push(filter([projectTerm(project)]))
  if (person !== undefined) {
    const terms = isId('p', person) ? personTerms(person, '') : personTerms(null, person)
    if (terms.length === 0) return refuse('search_too_short', '-', 'That is no name.', 'Give a name or a part of it.')
    filters.push(...terms.map((term) => filter([term])))
  }
  const words = text.split(/\s+/).filter((chunk) => chunk !== '')
  const wanted = words.flatMap(wantedByChunk)
  if (wanted.length === 0 && words.length > 0) {
    return refuse(
      'search_too_short',
      '-',
      'There is nothing to look up in this.',
      'Give a word of at least two letters, or an id.',
    )
  }
  if (wanted.length > mostWords) {
    return refuse(
      'search_too_long',
      '-',
      `At most ${mostWords} words.`,
      'Leave out what is not needed to find the case.',
    )
  }
  return [...filters, ...wanted]
}

/** A chunk with marks in it may be an id or a package as a whole, or so many words. */
function wantedByChunk(chunk: string): readonly Wanted[] {
  const words = wordsIn(chunk)
  const telling = words.filter((word) => [...word].length > 1)
  const whole = idTerm(chunk)
  if (telling.length === 0) return words.length > 1 ? [{ any: [whole], scored: true }] : []
  return telling.map((word) => {
    const start = startTerm(word)
    return { any: [wordTerm(word), ...(start === undefined ? [] : [start]), whole], scored: true }
  })
}

function filter(any: readonly Term[]): Wanted {
  return { any, scored: false }
}
