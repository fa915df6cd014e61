/**
 * What a text has to look like, of the little that patterns of paths need. Files of a repository are somebody else's
 * text: JavaScript's own expressions could be made to run for years by one of them.
 */
export type Pattern =
  | { readonly one: (character: string) => boolean }
  | { readonly all: readonly Pattern[] }
  | { readonly any: readonly Pattern[] }
  /** `most`: `Infinity` for no limit. */
  | { readonly many: Pattern; readonly least: number; readonly most: number }
  | { readonly at: 'beginning' | 'end' }

type Step =
  | { readonly is: 'one'; readonly one: (character: string) => boolean }
  | { readonly is: 'fork'; readonly to: readonly number[] }
  | { readonly is: 'at'; readonly at: 'beginning' | 'end' }
  | { readonly is: 'found' }

export type Automaton = readonly Step[]

/** So many steps at most: looking through a text takes steps times characters. */
const mostSteps = 2000

export const nothing: Pattern = { all: [] }
export const anything: Pattern = { many: { one: () => true }, least: 0, most: Infinity }

/** The pattern as steps (Thompson's construction); `undefined`: it is too large. */
export function automatonOf(pattern: Pattern): Automaton | undefined {
  if (sizeOf(pattern) > mostSteps) return undefined
  const steps: Step[] = []
  laid(pattern, steps)
  return [...steps, { is: 'found' }]
}

/** Whether the pattern is found anywhere in the text; with `at`, where it says. */
export function isFound(automaton: Automaton, text: string): boolean {
  const characters = [...text]
  let here = new Set<number>()
  for (const [place, character] of [...characters, undefined].entries()) {
    const reached = closure(automaton, [...here, 0], { isBeginning: place === 0, isEnd: character === undefined })
    if (reached.has(automaton.length - 1)) return true
    here = new Set()
    for (const at of reached) {
      const step = automaton[at]
      if (step?.is === 'one' && character !== undefined && step.one(character)) here.add(at + 1)
    }
  }
  return false
}

function closure(
  automaton: Automaton,
  from: readonly number[],
  { isBeginning, isEnd }: { readonly isBeginning: boolean; readonly isEnd: boolean },
): ReadonlySet<number> {
  const reached = new Set<number>()
  const left = [...from]
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (reached.has(at)) continue
    reached.add(at)
    const step = automaton[at]
    if (step?.is === 'fork') left.push(...step.to)
    if (step?.is === 'at' && (step.at === 'beginning' ? isBeginning : isEnd)) left.push(at + 1)
  }
  return reached
}

/** How many steps the pattern takes, give or take one for each of its parts. */
function sizeOf(pattern: Pattern): number {
  if ('one' in pattern || 'at' in pattern) return 1
  if ('many' in pattern) {
    const times = pattern.most === Infinity ? pattern.least + 1 : pattern.most
    return (sizeOf(pattern.many) + 2) * Math.max(1, times)
  }
  const parts = 'all' in pattern ? pattern.all : pattern.any
  return parts.reduce((sum, part) => sum + sizeOf(part) + 2, 1)
}

function laid(pattern: Pattern, steps: Step[]): void {
  if ('one' in pattern) steps.push({ is: 'one', one: pattern.one })
  else if ('at' in pattern) steps.push({ is: 'at', at: pattern.at })
  else if ('all' in pattern) for (const part of pattern.all) laid(part, steps)
  else if ('any' in pattern) laidChoice(pattern.any, steps)
  else laidMany(pattern, steps)
}

function laidChoice(parts: readonly Pattern[], steps: Step[]): void {
  const fork = steps.length
  const begins: number[] = []
  const ends: number[] = []
  steps.push({ is: 'fork', to: [] })
  for (const part of parts) {
    begins.push(steps.length)
    laid(part, steps)
    ends.push(steps.length)
    steps.push({ is: 'fork', to: [] })
  }
  steps[fork] = { is: 'fork', to: begins }
  for (const end of ends) steps[end] = { is: 'fork', to: [steps.length] }
}

function laidMany({ many, least, most }: Extract<Pattern, { many: Pattern }>, steps: Step[]): void {
  for (let time = 0; time < least; time += 1) laid(many, steps)
  if (most === Infinity) {
    const fork = steps.length
    steps.push({ is: 'fork', to: [] })
    laid(many, steps)
    steps.push({ is: 'fork', to: [fork] })
    steps[fork] = { is: 'fork', to: [fork + 1, steps.length] }
    return
  }
  for (let time = least; time < most; time += 1) {
    const fork = steps.length
    steps.push({ is: 'fork', to: [] })
    laid(many, steps)
    steps[fork] = { is: 'fork', to: [fork + 1, steps.length] }
  }
}
