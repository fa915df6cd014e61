import { can, type Act } from '../../../core/access/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import type { CaseActName } from '../../../core/process/index.ts'
import type { CaseView, CsafFinding, OpenRelease, SimilarAnswer, Since, SuggestedTeam } from '../../../app/index.ts'
import type { Problem } from '../../gate/index.ts'
import type { Option } from '../components/index.ts'
import type { Sent } from '../fields.ts'

export type { Sent }

/** A form that was sent and did not go through: everything that was typed, and why it did not. */
export interface Attempt {
  readonly act: CaseActName
  readonly fields: Sent
  /** Left out: it was not tried, only looked at. */
  readonly problem?: Problem
}

/** What was asked of the repository’s files, and what they say, or why they say nothing. */
export interface Suggested {
  readonly project: string
  readonly paths: readonly string[]
  readonly team?: SuggestedTeam
  readonly problem?: Problem
  /** Who was just invited out of it, by name. */
  readonly invited?: string
}

/** What every page of a case is drawn from. */
export interface Seen {
  readonly view: CaseView
  readonly me: PersonId
  readonly attempt: Attempt | undefined
  /** Releases that the case could join; only where its form asks for one. */
  readonly releases: readonly OpenRelease[]
  /** Other cases that the reader may see; only where a form asks for one. */
  readonly cases?: readonly Option[]
  /** The very text that an outward act sends, where the case alone does not hold it. */
  readonly leaves?: string
  /** Where the published advisory's CSAF document fails the standard's tests. */
  readonly withheld?: readonly CsafFinding[]
  /** What others did since the reader was last here; only where they open the case. */
  readonly since?: Since
  /** What the report may be a duplicate of; only where somebody judges it. */
  readonly similar?: SimilarAnswer
  /** Whom the repository’s files name; only where that was asked. */
  readonly suggested?: Suggested
  /** A part of the address's query. */
  query(name: string): string | undefined
}

/** A person's name; the product is called by its own. */
export function nameOf({ people }: CaseView, person: string | null): string {
  if (person === null) return 'nobody'
  return person === 'product' ? 'Tocsin' : (people.get(person as PersonId)?.name ?? 'someone no longer here')
}

export function may({ view }: Seen, act: Act): boolean {
  return can(view.roles, act)
}

/** What a field of an act was filled with when it did not go through. */
export function typed({ attempt }: Seen, act: CaseActName, field: string): string | undefined {
  if (attempt?.act !== act) return undefined
  const value = attempt.fields[field]
  return typeof value === 'string' ? value : value?.at(-1)
}

/** What is wrong with a field of an act that did not go through. */
export function wrong({ attempt }: Seen, act: CaseActName, field: string): string | undefined {
  const found = attempt?.act === act ? attempt.problem?.fields?.find((one) => one.field === field) : undefined
  return found?.says
}

/** A field's id: one page may hold several acts' forms. */
export function idOf(act: CaseActName, field: string): string {
  return `field-${act}-${field}`.replaceAll(/[^\w-]+/g, '-')
}

/** The title that the case goes by: the advisory's once there is one. */
export function titleOf({ case: c }: CaseView): string {
  return c.advisory.at(-1)?.document.title ?? c.report.title
}
