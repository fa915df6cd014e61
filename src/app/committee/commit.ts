import type { Community, CommunityEvent } from '../../core/community/index.ts'
import { isCommitteeEvent, nextCommitteeLook } from '../../core/committee/index.ts'
import type { Actor } from '../../core/kernel/index.ts'
import { membersOf } from '../../core/community/index.ts'
import { withAlerts } from '../alerts/index.ts'
import { consequencesOf, hostOf, listedAnew, rebuildAudiences, staleAudiences } from '../cases/index.ts'
import { policyOf } from '../community/index.ts'
import type { Batch, Committed } from '../ports/index.ts'
import type { StreamOf } from '../records/index.ts'
import type { World } from '../world.ts'
import { endOnCases } from './duties.ts'
import { mailsFor } from './tell.ts'

/**
 * One transaction for events of the community: the events; sessions, tokens and links of whoever's rights end; their
 * duties on cases and what stands in their lists; who is written to; when the scheduler looks next. Whoever is new is put
 * into the lists right after it, and a restart goes on with that: what somebody may open is asked of the seats (C13).
 */
export async function commitCommunity(
  world: World,
  stream: StreamOf<'community'> & { readonly state: Community },
  events: readonly CommunityEvent[],
  by: Actor,
  now: Temporal.Instant,
  also: Pick<Batch, 'appends' | 'freed' | 'lookups' | 'outbox'> = {},
): Promise<Committed> {
  const before = stream.state
  const written = await world.records.write('community', stream, events, by, now)
  const after = written.stream.state
  if (after === null) throw new TypeError('a community that ends')
  const own = events.filter(isCommitteeEvent)
  const ended = before.committee.holding.filter((one) => !after.committee.holding.includes(one))
  const began = after.committee.holding.filter((one) => !before.committee.holding.includes(one))
  const actor = { by, now, members: membersOf(after, now), host: hostOf(after) }
  const { changes, unlisted, relisted } = await endOnCases(world, before, after, own, now)
  const cases = changes.length === 0 ? null : await consequencesOf(world, changes, actor)
  const anew = await listedAnew(world, after, relisted)
  const mails = mailsFor(before, after, own, by, now)
  const further = also.outbox ?? []
  // People who are registered with this very commit have their key by now: their first append made it.
  const outbox = [...further, ...(await withAlerts(world, mails, now))]
  // This commit sees to the lists of whoever has no seat any more; who is new is put into those of all cases.
  const turns = began.length > 0 || ended.some((one) => !unlisted.some(({ person }) => person === one))
  const committed = await world.store.commit({
    ...cases?.batch,
    appends: [...(also.appends ?? []), written.append, ...(cases?.batch.appends ?? []), ...anew.appends],
    cases: [...(cases?.batch.cases ?? []), ...anew.cases],
    alarms: [
      ...(cases?.batch.alarms ?? []),
      { stream: stream.id, at: nextCommitteeLook(after.committee, policyOf(after), now) },
    ],
    outbox: [...outbox, ...(cases?.batch.outbox ?? [])],
    freed: also.freed ?? [],
    lookups: also.lookups ?? [],
    unlisted,
    revokeAll: ended.map((subject) => ({ subject })),
    // Should the product end before the lists have followed the seats, it goes on with that when it starts again.
    settings: turns ? [{ name: staleAudiences, value: 'yes' }] : [],
  })
  if (!committed.ok) return committed
  world.records.keep([written.stream, ...(cases?.streams ?? [])])
  if (turns) await rebuildAudiences(world)
  return committed
}
