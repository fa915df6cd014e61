import { exactStamp, stamp } from '../../core/clock/index.ts'
import type { Recorded } from '../../core/kernel/index.ts'
import { isPublished, publicId, type CaseEvent, type CaseEventType } from '../../core/process/index.ts'
import type { PublishedRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { Changed } from './change.ts'

/** Another value with each change of what is published, in the same transaction: whoever saw it looks again. */
export const publishedTurn = 'published_turn'

/** What changes the public advisory: itself, and the facts that stand beside it. */
const changing: readonly CaseEventType[] = [
  'AnnouncementReleased',
  'AdvisoryRevised',
  'SeverityDecided',
  'CveRecorded',
  'ReleaseJoined',
  'ListLinkRecorded',
  // A reporter's choice stands in the advisory.
  'CreditChosen',
]

/** What changed a case's advisory since everybody reads it: its announcement first, none of what came before. */
export function publicChanges(records: readonly Recorded<CaseEvent>[]): readonly Recorded<CaseEvent>[] {
  const from = records.findIndex(({ event }) => event.type === 'AnnouncementReleased')
  return from < 0 ? [] : records.slice(from).filter(({ event }) => changing.includes(event.type))
}

/**
 * R6: the advisory is published with its announcement; what changes it later changes when it was modified. A CVE id
 * that comes after that gives it a new address; the old one goes on leading to it.
 */
export function publications(
  world: World,
  { stream, case: c, events }: Changed,
  now: Temporal.Instant,
): readonly PublishedRow[] {
  const renamed = stream.state !== null && publicId(stream.state) !== publicId(c)
  if (!isPublished(c) || !(renamed || events.some(({ type }) => changing.includes(type)))) return []
  const changes = publicChanges(stream.records)
  const published = stamp(changes[0] === undefined ? now : Temporal.Instant.from(changes[0].at))
  const modified = stamp(
    afterAll(
      changes.map(({ at }) => at),
      now,
    ),
  )
  // Whoever knows a merged case by its own id finds the one advisory.
  return [publicId(c), ...c.related.aliases].map((id) => ({
    community: world.community,
    id,
    case: c.id,
    published,
    modified,
  }))
}

/**
 * Now; where the clock was set back behind an earlier change, a second after that for each change since: programs look
 * for what was modified later than what they have, and would never take what was modified earlier.
 */
function afterAll(changes: readonly string[], now: Temporal.Instant): Temporal.Instant {
  const latest = changes.toSorted().at(-1)
  if (latest === undefined || exactStamp(now) >= latest) return now
  return Temporal.Instant.from(latest).add({ seconds: changes.length - changes.indexOf(latest) })
}
