import { can, permissions, type Act, type Role } from '../../core/access/index.ts'
import { isCommitteeAct, notForYou } from '../../core/committee/index.ts'
import { isCaseAct, notYours } from '../../core/process/index.ts'
import { problems, refusedProblem } from './problems.ts'
import type { Problem } from './route.ts'

/**
 * What the table does not give to somebody: the refusal of the act itself, with its clause and the way out. What has no
 * clause of its own and comes with a seat goes by the seat (C13); what administrators do is no matter of the policy.
 */
export function forbidden(act: Act): Problem {
  if (isCommitteeAct(act)) return refusedProblem(notForYou(act))
  const allowed: readonly Role[] = permissions[act]
  return allowed.includes('member') ? { ...problems.forbidden, clause: 'C13' } : problems.forbidden
}

/** The same on a case that they know of. Whoever is invited hears how they come in (F2). */
export function forbiddenOn(act: Act, roles: readonly Role[]): Problem {
  if (roles.includes('invited') && !roles.includes('fixer') && can(['fixer'], act)) return problems.invited
  return isCaseAct(act) ? refusedProblem(notYours(act, roles)) : forbidden(act)
}
