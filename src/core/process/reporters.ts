import type { Actor, PersonId } from '../kernel/index.ts'
import type { Case } from './state.ts'

/** Whoever reported it, and who was named as having found it, too. */
export function reportersOf({ reporter, coReporters }: Pick<Case, 'reporter' | 'coReporters'>): readonly PersonId[] {
  return reporter === null ? coReporters : [reporter, ...coReporters]
}

export function isReporter(c: Pick<Case, 'reporter' | 'coReporters'>, one: Actor): boolean {
  return reportersOf(c).some((person) => person === one)
}
