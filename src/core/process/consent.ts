import type { Case } from './state.ts'

export const isInForce = ({ shadow: { em } }: Case): boolean => em === 'A' || em === 'R'

/** True while an embargo holds whose terms the reporter has not accepted: their consent is theirs to give (Vultron). */
export function lacksReportersConsent(c: Case): boolean {
  return isInForce(c) && c.reporter !== null && c.shadow.consent[c.reporter] === 'invited'
}
