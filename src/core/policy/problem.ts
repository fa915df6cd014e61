/** A place in the file: both from 1; columns count UTF-16 code units, as editors do. */
export interface Place {
  readonly line: number
  readonly column: number
}

export type Path = readonly (string | number)[]

/** What is wrong at one place of a policy file, and the way out. */
export interface PolicyProblem extends Place {
  /** A policy with errors is not used; one with warnings is. */
  readonly level: 'error' | 'warning'
  /** Where in the policy, for example `schedule.clocks[1].due`; empty for the file as a whole. */
  readonly path: string
  /** Stable, snake_case; programs switch on it. */
  readonly code: string
  readonly says: string
  readonly hint: string
}

/** What reading one file may cost. The sigstore policy has about 9,000 characters in six levels. */
export const limits = {
  characters: 65_536,
  depth: 16,
  /** Of one list or mapping. */
  entries: 200,
  /** Reported at once. */
  problems: 100,
} as const

/** `schedule.clocks[1].due` */
export function pathText(path: Path): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(step)) text += text === '' ? step : `.${step}`
    else text += `[${quoted(step)}]`
  }
  return text
}

/** A piece of the file for a message: on one line, in quotes, not too long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${Array.from(text).slice(0, 57).join('')}…` : text)
}

/** In the order of the file; what is beyond the limit is counted in a last entry. */
export function ordered(problems: readonly PolicyProblem[]): PolicyProblem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  const shown = sorted.slice(0, limits.problems)
  const rest = sorted[limits.problems]
  if (rest === undefined) return shown
  const says = `${sorted.length - shown.length} more problems follow`
  const hint = 'Mend the ones above first, then check again'
  return [...shown, { ...rest, level: 'error', path: '', code: 'more_problems', says, hint }]
}
