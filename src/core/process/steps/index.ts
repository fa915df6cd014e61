import { can, type Role } from '../../access/index.ts'
import { isBefore, stamp } from '../../clock/index.ts'
import type { PersonId } from '../../kernel/index.ts'
import type { Policy } from '../../policy/index.ts'
import { orderOf } from '../acts/index.ts'
import { deadlines, isRunning, type Deadline } from '../deadlines.ts'
import { isHeld } from '../screening.ts'
import type { Case } from '../state.ts'
import { announcingSteps } from './announcing.ts'
import { developmentSteps } from './development.ts'
import { earlySteps } from './early.ts'
import { withGuidance } from './guidance.ts'
import { releaseSteps } from './release.ts'
import { tellingSteps } from './telling.ts'
import { team } from './standing.ts'
import type { NextStep, StepRule } from './step.ts'

export type { NextStep } from './step.ts'
export const stepRules: readonly StepRule[] = [
  ...earlySteps,
  ...developmentSteps,
  ...releaseSteps,
  ...tellingSteps,
  ...announcingSteps,
]

export interface Looking {
  readonly person: PersonId
  readonly roles: readonly Role[]
  readonly members: readonly PersonId[]
  /** Whether the community reserves CVE ids itself; left out: it does not. */
  readonly cna?: boolean
}

/**
 * What is to be done on a case now, in the process's order, as one person sees it: what, who, by when, why, and what
 * it waits for. Work runs side by side where the process has it so. Pure.
 */
export function nextSteps(c: Case, policy: Policy, looking: Looking, now: Temporal.Instant): readonly NextStep[] {
  const clocks = deadlines(c, policy, now)
  // Of what is held only one thing is asked: whether it is taken in.
  const rules = isHeld(c) ? stepRules.filter(({ id }) => id === 'held') : stepRules
  return rules.flatMap((rule) => {
    if (rule.cna !== undefined && rule.cna !== reservesIn(policy, looking)) return []
    if (!rule.wanted(c, policy, now)) return []
    const turn = rule.each?.(c, looking.members, policy)
    return turn?.length === 0 ? [] : [seen(rule, c, policy, looking, now, clocks, turn)]
  })
}

function reservesIn({ development }: Policy, { cna }: Looking): boolean {
  return cna === true && development.cve.from.includes('cna')
}

function seen(
  rule: StepRule,
  c: Case,
  policy: Policy,
  { person, roles, members }: Looking,
  now: Temporal.Instant,
  clocks: readonly Deadline[],
  turn: readonly PersonId[] | undefined,
): NextStep {
  // What is the reporter's falls to the committee where nobody is known to have reported it.
  const role = rule.role === 'reporter' && c.reporter === null ? 'member' : rule.role
  const who = turn ?? holderOf(rule, c, members) ?? (role === 'fixer' ? team(c) : [])
  const theirs = rule.alone !== true || roles.includes(role)
  const allowed = can(roles, rule.act) && theirs && (turn === undefined || turn.includes(person))
  const clock = clockOf(rule, clocks)
  const own = rule.due?.(c, policy)
  return {
    id: rule.id,
    act: rule.act,
    clause: rule.clause,
    title: rule.title,
    why: withGuidance(rule.id, typeof rule.why === 'string' ? rule.why : rule.why(c), c, policy),
    button: rule.button ?? orderOf(rule.act),
    duty: rule.duty ?? null,
    role,
    who,
    due: clock?.due ?? (own === undefined ? null : stamp(own)),
    late: clock?.state === 'late' || (own !== undefined && isBefore(own, now)),
    waitsFor: rule.waitsFor?.(c, policy, now) ?? null,
    can: allowed,
    mine: allowed && (who.length === 0 ? roles.includes(role) : who.includes(person)),
    optional: rule.optional === true,
    fields: rule.fields?.(c, policy, now) ?? {},
  }
}

/** The duty's holder while seated (C13): a duty left behind is anybody's. */
function holderOf({ duty }: StepRule, c: Case, members: readonly PersonId[]): readonly PersonId[] | undefined {
  const holder = duty === undefined ? undefined : c.duties[duty]
  return holder !== undefined && members.includes(holder) ? [holder] : undefined
}

/** The earliest running deadline that the step works toward. */
function clockOf({ toward = [] }: StepRule, clocks: readonly Deadline[]): Deadline | undefined {
  const serving = clocks.filter((one) => isRunning(one) && one.reaches !== null && toward.includes(one.reaches))
  return serving.sort((one, other) => (one.due ?? '').localeCompare(other.due ?? ''))[0]
}
