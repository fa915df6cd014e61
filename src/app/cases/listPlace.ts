import type { CaseId } from '../../core/kernel/index.ts'
import type { CaseRow } from '../ports/index.ts'

export type ListOrder = 'changed' | 'due'
export type ListPlace = Pick<CaseRow, 'nextDue' | 'updated' | 'case'>

const instant = String.raw`\d{4}-\d\d-\d\dT[\d:.]{5,18}Z`
const ends = String.raw`(${instant})~(c-[0-9a-z]{12})`
const shapes: Readonly<Record<ListOrder, RegExp>> = {
  changed: new RegExp(`^${ends}$`),
  due: new RegExp(`^(${instant}|never)~${ends}$`),
}

/** Where a page ends and the next one begins, as a word for an address. */
export function placeAfter(order: ListOrder, { nextDue, updated, case: id }: ListPlace): string {
  return order === 'due' ? `${nextDue ?? 'never'}~${updated}~${id}` : `${updated}~${id}`
}

/** What `placeAfter` said of the same order; anything else is no place: a list begins at its start there. */
export function placeIn(order: ListOrder, after: string | undefined): ListPlace | undefined {
  const found = shapes[order].exec(after ?? '')
  if (found === null) return undefined
  const [id, updated, due] = found.slice(1).toReversed()
  if (id === undefined || updated === undefined) return undefined
  return { nextDue: due === undefined || due === 'never' ? null : due, updated, case: id as CaseId }
}

/** By the next deadline, those without one last; among equals the last changed first. As the store sorts. */
export function dueFirst(one: ListPlace, other: ListPlace): number {
  if (one.case === other.case) return 0
  return byTime(one.nextDue, other.nextDue) || byTime(other.updated, one.updated) || (one.case < other.case ? 1 : -1)
}

/** Without a time last. */
function byTime(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return Temporal.Instant.compare(one, other)
}
