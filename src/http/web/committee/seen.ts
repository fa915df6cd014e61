import type { CommitteeView, HeldDuty } from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import { committeeActNamed, type CommitteeActName, type Proposal } from '../../../core/committee/index.ts'
import type { Actor, PersonId } from '../../../core/kernel/index.ts'
import type { AskedByPerson, Problem } from '../../gate/index.ts'
import { inUtc, toInstant } from '../components/index.ts'

/** A form that did not go through, with what was typed. */
export interface Attempt {
  readonly act: CommitteeActName
  readonly values: Readonly<Record<string, string>>
  readonly problem: Problem
}

/** What a page of the committee is made from: the committee as this person sees it. */
export interface Seen {
  readonly asked: AskedByPerson
  readonly view: CommitteeView
  readonly attempt?: Attempt
  /** What the reader holds on open cases, where an act is about it. */
  readonly held?: readonly HeldDuty[]
}

export function nameOf({ people }: Pick<CommitteeView, 'people'>, person: Actor | null): string {
  if (person === null) return 'nobody'
  return person === 'product' ? 'Tocsin' : (people.get(person)?.name ?? 'somebody')
}

export function may({ view: { roles } }: Seen, act: CommitteeActName): boolean {
  return can(roles, act)
}

export function isSeated({ view, asked: { person } }: Seen): boolean {
  return view.community.seats.some((seat) => seat.person === person.id)
}

export function own({ view, asked: { person } }: Seen) {
  return view.community.committee.leaves.filter((leave) => leave.person === person.id && leave.ended === null)
}

/** Where an act is carried out, with what is known of its fields. */
export function doing(act: CommitteeActName, fields: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(fields).toString()
  return `/committee/do/${act}${query === '' ? '' : `?${query}`}`
}

export function clauseOf(id: string) {
  return { id, href: `/policy#${id}` }
}

export function titleOf(act: CommitteeActName): string {
  return committeeActNamed(act).title
}

export function isConcerned({ subject }: Proposal, person: PersonId): boolean {
  return 'person' in subject && subject.person === person
}

/** A day as people write it; the same day wherever it is read. */
export function inDays(day: string): string {
  return inUtc(toInstant(`${day}T00:00:00Z`), 'day')
}
