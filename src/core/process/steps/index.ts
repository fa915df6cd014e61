import { can, type Role } from '../../access/index.ts'
import type { PersonId } from '../../kernel/index.ts'
import type { Policy } from '../../policy/index.ts'
import { deadlines, type Deadline } from '../deadlines.ts'
import type { Case } from '../state.ts'
import { earlySteps } from './early.ts'
import { lateSteps } from './late.ts'
import type { NextStep, StepRule } from './step.ts'

export type { NextStep } from './step.ts'
export const stepRules: readonly StepRule[] = [...earlySteps, ...lateSteps]

export interface Looking {
  readonly person: PersonId
  readonly roles: readonly Role[]
  readonly members: readonly PersonId[]
}

/**
 * What is to be done on a case now, in the process's order, as one person sees it: what, who, by when, why, and what
 * it waits for. Work runs side by side where the process has it so. Pure.
 */
export function nextSteps(c: Case, policy: Policy, looking: Looking, now: Temporal.Instant): readonly NextStep[] {
  const clocks = deadlines(c, policy, now)
  return stepRules.flatMap((rule) => {
    if (!rule.wanted(c, policy, now)) return []
    const turn = rule.each?.(c, looking.members)
    return turn?.length === 0 ? [] : [seen(rule, c, policy, looking, now, clocks, turn)]
  })
}

function seen(
  rule: StepRule,
  c: Case,
  policy: Policy,
  { person, roles }: Looking,
  now: Temporal.Instant,
  clocks: readonly Deadline[],
  turn: readonly PersonId[] | undefined,
): NextStep {
  const holder = rule.duty === undefined ? undefined : c.duties[rule.duty]
  const team =
    rule.role === 'fixer' ? c.fixTeam.filter(({ state }) => state === 'accepted').map((one) => one.person) : []
  const who = turn ?? (holder === undefined ? team : [holder])
  const allowed = can(roles, rule.act) && (turn === undefined || turn.includes(person))
  const clock = clocks.find(({ id }) => id === rule.deadline)
  const waitsFor = rule.waitsFor?.(c, policy, now) ?? null
  return {
    id: rule.id,
    act: rule.act,
    clause: rule.clause,
    title: rule.title,
    why: rule.why,
    duty: rule.duty ?? null,
    role: rule.role,
    who,
    due: clock?.due ?? null,
    late: clock?.state === 'late',
    waitsFor,
    can: allowed,
    mine: allowed && (who.length === 0 ? roles.includes(rule.role) : who.includes(person)),
    optional: rule.optional === true,
    fields: rule.fields?.(c, policy) ?? {},
  }
}
