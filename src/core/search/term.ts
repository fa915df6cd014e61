import { folded, wordsIn, beginningFor, beginningsOf, stemOf } from './words.ts'

/**
 * What is looked up, before it is hashed. `word`: a stem; `start`: a word's beginning; `id`: a whole id, package or
 * version; the others are filters, which would tell what a case is about if they stood in plain columns.
 */
export type TermKind = 'word' | 'start' | 'id' | 'severity' | 'project' | 'person'

/** For example `word sign`: kinds never meet. */
export type Term = `${TermKind} ${string}`

export function wordTerm(word: string): Term {
  return `word ${stemOf(word)}`
}

export function startTerms(word: string): readonly Term[] {
  return beginningsOf(word).map((start): Term => `start ${start}`)
}

export function startTerm(typed: string): Term | undefined {
  const start = beginningFor(typed)
  return start === undefined ? undefined : `start ${start}`
}

/** Ids are compared whole, without regard to case: CVE-2026-1234, pkg:npm/anchor@1.2.3, c-0123456789ab. */
export function idTerm(id: string): Term {
  return `id ${folded(id)}`
}

export function severityTerm(severity: string): Term {
  return `severity ${severity}`
}

export function projectTerm(project: string): Term {
  return `project ${folded(project)}`
}

/** By id, or by a word of the name. */
export function personTerms(id: string | null, name: string): readonly Term[] {
  const named = wordsIn(name).map((word): Term => `person ${word}`)
  return id === null ? named : [`person ${id}`, ...named]
}
