import type {
  CaseRow,
  OutboxEntry,
  OutboxRow,
  OutboxState,
  PublishedRow,
  SealedEvent,
  SecretRow,
  Visit,
} from '../../../app/ports/index.ts'
import { spelled, spelledOrNull } from './instants.ts'

/** The tables' columns, and each row as the port speaks of it. */

export const eventColumns = 'version, at, open, personal, chain, sealed'
export type EventRow = SealedEvent

export function eventFrom(row: EventRow): SealedEvent {
  const { version, at, open, personal, chain, sealed } = row
  return { version, at, open, personal, chain, sealed }
}

export const caseColumns =
  'cases.case_id, cases.community, cases.phase, cases.open, cases.opened, cases.updated, cases.version, ' +
  'cases.next_due, cases.summary'
export type CaseColumns = Pick<CaseRow, 'community' | 'phase' | 'opened' | 'updated' | 'version' | 'summary'> & {
  case_id: CaseRow['case']
  open: number
  next_due: string | null
}

export function caseFrom(row: CaseColumns): CaseRow {
  const { case_id, community, phase, version, summary } = row
  const [opened, updated, nextDue] = [spelled(row.opened), spelled(row.updated), spelledOrNull(row.next_due)]
  return { case: case_id, community, phase, open: row.open === 1, opened, updated, version, nextDue, summary }
}

export const outboxColumns =
  'id, stream, kind, class, due, created, sealed, state, attempts, leased_until, failure, settled'
export type OutboxColumns = OutboxEntry & {
  state: OutboxState
  attempts: number
  leased_until: string | null
  failure: string | null
  settled: string | null
}

export function outboxFrom(row: OutboxColumns): OutboxRow {
  const { id, stream, kind, sealed, state, attempts, failure } = row
  const [due, created] = [spelled(row.due), spelled(row.created)]
  const [leasedUntil, settled] = [spelledOrNull(row.leased_until), spelledOrNull(row.settled)]
  return { id, stream, kind, class: row.class, due, created, sealed, state, attempts, leasedUntil, failure, settled }
}

export const secretColumns = 'hash, kind, subject, scope, created, expires, spent, label'

export function secretFrom(row: SecretRow): SecretRow {
  const { hash, kind, subject, scope, label } = row
  const [expires, spent] = [spelledOrNull(row.expires), spelledOrNull(row.spent)]
  return { hash, kind, subject, scope, created: spelled(row.created), expires, spent, label }
}

export const publishedColumns = 'community, id, case_id, published, modified'
export type PublishedColumns = Omit<PublishedRow, 'case'> & { case_id: PublishedRow['case'] }

export function publishedFrom(row: PublishedColumns): PublishedRow {
  const { community, id, case_id } = row
  return { community, id, case: case_id, published: spelled(row.published), modified: spelled(row.modified) }
}

export interface VisitColumns {
  readonly person: Visit['person']
  readonly place: Visit['place']
  readonly came_to: number | null
  readonly departed: string | null
  readonly up_to: number
  readonly at: string
}

export function visitFrom({ person, place, came_to, departed, up_to, at }: VisitColumns): Visit {
  const before = came_to === null || departed === null ? null : { upTo: came_to, left: spelled(departed) }
  return { person, place, before, upTo: up_to, at: spelled(at) }
}
