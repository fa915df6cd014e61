import type { z } from 'zod'
import type { Act as ActName, Role } from '../access/index.ts'
import type { Actor, PersonId, Refused } from '../kernel/index.ts'
import type { Policy } from '../policy/index.ts'
import type { Known } from './balance.ts'
import type { Happening } from './happening.ts'
import type { Lately } from './lately.ts'
import type { Committee } from './state.ts'

/** What a decision may look at besides the committee. */
export interface CommitteeContext {
  /** The version in force. */
  readonly policy: Policy
  readonly now: Temporal.Instant
  readonly by: Actor
  /** What `by` is in the community. */
  readonly roles: readonly Role[]
  /** Employers that people's own records name, for those whose committee record has none. */
  readonly known: Known
  readonly names: Readonly<Partial<Record<PersonId, string>>>
  /** The person whom the fields name by address, known here or to be registered with the act; `null`: they name none. */
  readonly named: PersonId | null
  /** What the records have of the member whom the fields name, where it is asked for (C12); `null`: nothing was looked up. */
  readonly lately: Lately | null
  /** Versions of the policy that were adopted so far. */
  readonly versions: readonly string[]
}

export type CommitteeDecision = readonly Happening[] | Refused

/** Something a person can do to the committee. The API, its description, the forms and the command line are made of it. */
export interface CommitteeAct<Fields extends z.ZodObject = z.ZodObject> {
  /** An order, as on a button. */
  readonly title: string
  readonly clause: string
  /** What it does, in one sentence. */
  readonly does: string
  readonly fields: Fields
  decide(committee: Committee, fields: z.infer<Fields>, context: CommitteeContext): CommitteeDecision
}

/** Keeps the fields' type for `decide`. */
export function act<Fields extends z.ZodObject>(definition: CommitteeAct<Fields>): CommitteeAct<Fields> {
  return definition
}

/** Acts with fields of any shape; each is called with what its own schema parsed. */
// oxlint-disable-next-line typescript/no-explicit-any -- the fields' type is bound inside each act
export type AnyCommitteeAct = CommitteeAct<any>
export type CommitteeActs<Names extends ActName> = Readonly<Record<Names, AnyCommitteeAct>>
