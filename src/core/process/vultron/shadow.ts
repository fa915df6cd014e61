import { holds, unknownToAll, type CaseState } from './caseState.ts'
import type { Consent, Em, Rm } from './machines.ts'

/** The case read as Vultron's machines: the committee's report management, the embargo, consents, the case state. */
export interface Shadow {
  readonly rm: Rm
  readonly em: Em
  readonly cs: CaseState
  /** By person id; whoever is absent has not been asked. */
  readonly consent: Readonly<Record<string, Consent>>
  /** Asked by reporting: leaving the fix team changes nothing about what they agreed to then. */
  readonly reporters: readonly string[]
}

export const blank: Shadow = { rm: 'S', em: 'N', cs: unknownToAll, consent: {}, reporters: [] }

/** `pxa`: not public, no public exploit, no attacks. Only then is an embargo proposed or accepted. */
export function isSecret({ cs: state }: Shadow): boolean {
  return !(['P', 'X', 'A'] as const).some((fact) => holds(state, fact))
}

/** True where no embargo may stand: what is public, or has a public exploit, cannot be kept secret. */
export function breaksEmbargo(shadow: Shadow): boolean {
  return (holds(shadow.cs, 'P') || holds(shadow.cs, 'X')) && ['P', 'A', 'R'].includes(shadow.em)
}
