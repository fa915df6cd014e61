import type { CaseId, PersonId, StreamId } from '../../core/kernel/index.ts'
import {
  audienceOf,
  evolve,
  nextLook,
  publicId,
  recorded,
  type Case,
  type CaseEvent,
} from '../../core/process/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import { effectsOf, entryFor, type Effect } from '../effects/index.ts'
import type { Batch, CaseRow, PublishedRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { CaseStream } from './load.ts'
import { standingOf, summaryOf } from './summary.ts'

/** One case's new events, and what is needed to work out what they bring with them. */
export interface Change {
  readonly stream: CaseStream
  readonly events: readonly CaseEvent[]
  readonly policy: Policy
}

export interface Actor {
  readonly by: PersonId | 'product'
  readonly now: Temporal.Instant
  readonly members: readonly PersonId[]
  readonly host: string
}

/**
 * Everything that one transaction writes for new events of some cases: the events, the cases' rows in lists, when the
 * scheduler looks next, what leaves through the outbox, what becomes public.
 */
export async function batchFor(world: World, changes: readonly Change[], actor: Actor): Promise<Batch> {
  const after = changes.map((change) => ({ ...change, case: folded(change, actor) }))
  const together = after.map((one) => one.case)
  const appends = []
  const cases: CaseRow[] = []
  const effects: Effect[] = []
  const published: PublishedRow[] = []
  for (const { stream, events, policy, case: c } of after) {
    // The append makes the key of a new case, so it comes before anything else that is sealed.
    appends.push(await world.records.append('case', stream, events, actor.by, actor.now))
    cases.push(await rowFor(world, stream.state, c, policy, actor))
    const situation = { case: c, together, members: actor.members, by: actor.by, host: actor.host }
    effects.push(...events.flatMap((event) => effectsOf(event, situation)))
    published.push(...publications(world, c, events, actor.now))
  }
  return {
    appends,
    cases,
    alarms: after.map(({ case: c, policy }) => ({ stream: c.id, at: nextLook(c, policy, actor.now) })),
    outbox: await Promise.all(onceEach(effects).map((effect) => entryFor(world, effect, actor.now))),
    published,
    revokeAll: after.flatMap(({ case: c, events }) => revocations(c.id, events)),
  }
}

function folded({ stream, events }: Change, actor: Actor): Case {
  const first = events[0]
  const base = stream.state ?? { id: first?.type === 'CaseOpened' ? first.case : (stream.id as CaseId), version: 0 }
  const records = recorded(base as Case, events, actor)
  const c = records.reduce<Case | null>(evolve, stream.state)
  if (c === null) throw new Error('a change without events')
  return c
}

async function rowFor(
  world: World,
  before: Case | null,
  c: Case,
  policy: Policy,
  { members, now }: Actor,
): Promise<CaseRow> {
  const audience = audienceOf(c, members)
  const same = before !== null && audienceOf(before, members).join() === audience.join()
  return {
    case: c.id,
    community: world.community,
    ...standingOf(c, policy, now),
    opened: c.opened,
    updated: c.updated,
    version: c.version,
    summary: await world.records.seal(c.id, 'summary', summaryOf(c)),
    ...(same ? {} : { audience }),
  }
}

/** R6: the advisory is published with its announcement; later revisions change when it was modified. */
function publications(world: World, c: Case, events: readonly CaseEvent[], now: Temporal.Instant): PublishedRow[] {
  const changes = events.some(({ type }) => type === 'AnnouncementReleased' || type === 'AdvisoryRevised')
  const released = c.announcement !== null && c.announcement.state !== 'drafted'
  if (!changes || !released) return []
  const at = now.toString({ smallestUnit: 'second' })
  const published = c.announced ?? at
  return [{ community: world.community, id: publicId(c), case: c.id, published, modified: at }]
}

/** F3: access that ends, ends in the same transaction: open invitations to this case too. */
function revocations(id: CaseId, events: readonly CaseEvent[]): { subject: StreamId; scope: StreamId }[] {
  return events.flatMap((event) => (event.type === 'AccessRevoked' ? [{ subject: event.person, scope: id }] : []))
}

/** Several events of one act may tell the same person the same thing: once is enough. */
function onceEach(effects: readonly Effect[]): Effect[] {
  const seen = new Set<string>()
  return effects.filter((effect) => {
    const key = JSON.stringify(effect)
    return !seen.has(key) && seen.add(key)
  })
}
