/**
 * The case state: six facts, each of which becomes true once and stays so. V: the vendor is aware, F: a fix is
 * ready, D: the fix is deployed (here: released, verified and installable), P: public, X: an exploit is public,
 * A: attacks are seen. Written as Vultron does: `vfdpxa` (nothing yet) to `VFDPXA`.
 */
export const facts = ['V', 'F', 'D', 'P', 'X', 'A'] as const
export type Fact = (typeof facts)[number]
export type CaseState = string

export const unknownToAll: CaseState = 'vfdpxa'

export function holds(state: CaseState, fact: Fact): boolean {
  return state.includes(fact)
}

/** The state after a fact became true, or `undefined` where the protocol's tables have no such edge. */
export function withFact(state: CaseState, fact: Fact): CaseState | undefined {
  if (holds(state, fact)) return undefined
  if (fact === 'F' && !holds(state, 'V')) return undefined
  if (fact === 'D' && !holds(state, 'F')) return undefined
  // What is public reaches the vendor before anything else happens.
  if (holds(state, 'P') && !holds(state, 'V') && fact !== 'V') return undefined
  // A public exploit makes the vulnerability public before anything else happens.
  if (holds(state, 'X') && !holds(state, 'P') && fact !== 'P') return undefined
  return state.replace(fact.toLowerCase(), fact)
}
