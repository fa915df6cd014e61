import type { z } from 'zod'
import type { Act as ActName, Role } from '../access/index.ts'
import type { Actor, CaseId, PersonId, Refused, ReleaseId } from '../kernel/index.ts'
import type { Duty, Policy } from '../policy/index.ts'
import type { CaseEvent } from './events.ts'
import type { Case } from './state.ts'

/** What a decision may look at besides the case. */
export interface Context {
  readonly policy: Policy
  /** Another version that the community adopted; `undefined` where there is none. */
  policyAt(version: string): Policy | undefined
  readonly now: Temporal.Instant
  readonly by: Actor
  /** What `by` is on this case. */
  readonly roles: readonly Role[]
  /** The committee's seated members. */
  readonly members: readonly PersonId[]
  readonly names: Readonly<Record<string, string>>
  /** Another case that an act names, or why it cannot be decided on. */
  caseAt(id: CaseId): Case | NoCase
  /** All cases of this case's release, itself included; itself alone where there is no release. */
  readonly together: readonly Case[]
  /** Where announcements and retrospectives go: the policy's list, or the community's own. */
  readonly list: string
  readonly community: string
  /** The addresses of its projects' repositories, by the projects' names; a project may have none. */
  readonly repositories: ReadonlyMap<string, string>
  /** The product's public address, without a slash at the end. */
  readonly address: string
  /** Ids for what this decision may make; core has no randomness. */
  readonly fresh: { readonly case: CaseId; readonly release: ReleaseId; readonly person: PersonId }
}

/** Nobody here knows it; its key was destroyed; it belongs to another community. */
export type NoCase = 'unknown' | 'erased' | 'foreign'

export type Decision = readonly CaseEvent[] | Refused

/** Another case than the one an act is on, with what follows there. */
export interface Other {
  readonly case: Case
  readonly events: readonly CaseEvent[]
}

/**
 * Something a person can do to a case. One table of these is the source of the API, its OpenAPI description, the
 * forms and the command line.
 */
export interface Act<Fields extends z.ZodObject = z.ZodObject> {
  /** An order, as on a button. */
  readonly title: string
  readonly clause: string
  /** What it does, in one sentence. */
  readonly does: string
  /** Whose duty it usually is; any member may do it. */
  readonly duty?: Duty
  /** It leaves the product: shown exactly and asked once. */
  readonly outward?: true
  /** It applies to all cases of the release together. */
  readonly shared?: true
  readonly fields: Fields
  decide(c: Case, fields: z.infer<Fields>, context: Context): Decision
  /** What it does to the other case that it names, in the same transaction: both are recorded, or neither is. */
  inOther?(c: Case, fields: z.infer<Fields>, context: Context): Other | Refused
}

/** Keeps the fields' type for `decide`. */
export function act<Fields extends z.ZodObject>(definition: Act<Fields>): Act<Fields> {
  return definition
}

/** Acts with fields of any shape; each is called with what its own schema parsed. */
// oxlint-disable-next-line typescript/no-explicit-any -- the fields' type is bound inside each act
export type AnyAct = Act<any>
export type Acts<Names extends ActName> = Readonly<Record<Names, AnyAct>>

/**
 * A shared act passes over a case where it is done already, as long as another case of the release still lacks it: one
 * that joined late catches up. `undefined` where it is done everywhere.
 */
export function doneHereOnly({ together }: Context, isLacking: (one: Case) => boolean): readonly [] | undefined {
  return together.some(isLacking) ? [] : undefined
}
