import { stamp } from '../../core/clock/index.ts'
import { isPublished, publicId, type CaseEventType } from '../../core/process/index.ts'
import type { PublishedRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { Changed } from './change.ts'

/** Another value with each change of what is published, in the same transaction: whoever saw it looks again. */
export const publishedTurn = 'published_turn'

/** What changes the public advisory: itself, and the facts that stand beside it. */
export const changing: readonly CaseEventType[] = [
  'AnnouncementReleased',
  'AdvisoryRevised',
  'SeverityDecided',
  'CveRecorded',
  'ReleaseJoined',
  'ListLinkRecorded',
]

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
  const first = stream.records.find(({ event }) => event.type === 'AnnouncementReleased')?.at
  const published = stamp(first === undefined ? now : Temporal.Instant.from(first))
  // Whoever knows a merged case by its own id finds the one advisory.
  return [publicId(c), ...c.related.aliases].map((id) => ({
    community: world.community,
    id,
    case: c.id,
    published,
    modified: stamp(now),
  }))
}
