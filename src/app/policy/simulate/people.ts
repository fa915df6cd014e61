import type { PersonId } from '../../../core/kernel/index.ts'

/** Who acts in a simulation: one of each side. */
export const actors = ['member', 'fixer', 'reporter'] as const
export type Actor = (typeof actors)[number]

export const people: Readonly<Record<Actor, PersonId>> = {
  member: 'p-mem000000000',
  fixer: 'p-fxr000000000',
  reporter: 'p-rep000000000',
}
