import type { Role } from '../../access/index.ts'
import type { PersonId } from '../../kernel/index.ts'
import type { Duty, Milestone, Policy } from '../../policy/index.ts'
import type { CaseActName } from '../acts/index.ts'
import type { Case } from '../state.ts'

/** A row of the process: when something is next, who does it, what it waits for. */
export interface StepRule {
  readonly id: string
  readonly act: CaseActName
  readonly clause: string
  readonly title: string
  /** One sentence; it may name an instant (ISO 8601, UTC), which whoever shows it puts into words. */
  readonly why: string | ((c: Case) => string)
  /** The words on its button, where the act's own title would mislead. */
  readonly button?: string
  /** Whose it is: a duty's holder, or everyone in a role. */
  readonly duty?: Duty
  readonly role: Role
  /** Nobody outside `role` may, even where the act itself is open to others: each side speaks for itself. */
  readonly alone?: true
  /** The milestones it works toward: it is due with the first running deadline that one of these stops. */
  readonly toward?: readonly Milestone[]
  /** True while it is to be done. */
  wanted(c: Case, policy: Policy, now: Temporal.Instant): boolean
  /** Where it has a time of its own, which no deadline holds. */
  due?(c: Case, policy: Policy): Temporal.Instant | undefined
  /** What it waits for; `null` when it can be done now. */
  waitsFor?(c: Case, policy: Policy, now: Temporal.Instant): string | null
  /** For steps that each person does for themselves: whose turn it still is. */
  each?(c: Case, members: readonly PersonId[], policy: Policy): readonly PersonId[]
  /** What the act's form begins with. */
  fields?(c: Case, policy: Policy, now: Temporal.Instant): Readonly<Record<string, string>>
  /** Things worth doing that nothing waits for. */
  readonly optional?: true
  /** Only where the community has an account with CVE Services (`true`), or only where it has none (`false`). */
  readonly cna?: boolean
}

/** A step as one person sees it. */
export interface NextStep {
  readonly id: string
  readonly act: CaseActName
  readonly clause: string
  readonly title: string
  readonly why: string
  /** An order, as on a button. */
  readonly button: string
  readonly duty: Duty | null
  /** Who is to do it: the duty's holder or those whose turn it is; empty: anyone in `role`. */
  readonly who: readonly PersonId[]
  readonly role: Role
  readonly due: string | null
  readonly late: boolean
  readonly waitsFor: string | null
  /** True when this person can do it and it is theirs or nobody else's. */
  readonly mine: boolean
  /** True when this person can do it at all. */
  readonly can: boolean
  readonly optional: boolean
  readonly fields: Readonly<Record<string, string>>
}
