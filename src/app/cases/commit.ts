import { exactStamp } from '../../core/clock/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { isToldTogether, nextLook, passing, type Case } from '../../core/process/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import { effectsOf, entryFor, gathered } from '../effects/index.ts'
import type { Append, Batch, CaseRow, PublishedRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { againOf } from './again.ts'
import type { Actor, Change, Changed } from './change.ts'
import type { CaseStream } from './load.ts'
import { publications, publishedTurn } from './publications.ts'
import { listsOf, rowOf, type InLists } from './summary.ts'

/**
 * Everything that one transaction writes for new events of some cases: the events, the cases' rows in lists, when the
 * scheduler looks next, what leaves through the outbox, what becomes public, and which links end.
 */
export async function batchFor(world: World, changes: readonly Change[], actor: Actor): Promise<Batch> {
  return (await consequencesOf(world, changes, actor)).batch
}

/** With the cases' streams as the commit will make them. */
export async function consequencesOf(
  world: World,
  changes: readonly Change[],
  actor: Actor,
): Promise<{ readonly batch: Batch; readonly streams: readonly CaseStream[] }> {
  const after: Changed[] = []
  const appends: Append[] = []
  for (const change of changes) {
    // The append makes the key of a new case, so it comes before anything else that is sealed.
    const { append, stream } = await world.records.write('case', change.stream, change.events, actor.by, actor.now)
    if (stream.state === null) throw new TypeError('a change without events')
    appends.push(append)
    after.push({ ...change, case: stream.state, grown: stream })
  }
  const cases: CaseRow[] = []
  const published: PublishedRow[] = []
  for (const one of after) {
    const { stream, policy, case: c } = one
    cases.push(await rowOf(world, c, policy, actor.now, changedLists(stream.state, c, actor.members), stream.state))
    published.push(...publications(world, one, actor.now))
  }
  const again = await againOf(world, after, actor)
  const effects = after.flatMap(({ case: c, stream, events, policy }) =>
    events.flatMap((event) => {
      if (again.answers(event)) return []
      const together = after.filter((one) => one.events.some(({ type }) => type === event.type))
      return effectsOf(event, {
        ...actor,
        case: c,
        before: stream.state,
        policy,
        together: together.map((one) => one.case),
      })
    }),
  )
  const batch = {
    appends,
    cases,
    alarms: after.map(({ case: c, policy }) => ({ stream: c.id, at: nextAlarm(c, policy, actor.now) })),
    outbox: await Promise.all(gathered(effects).map((effect) => entryFor(world, effect, actor.now))).then((entries) =>
      after.every(isReminderOfImported) ? entries.map((entry) => ({ ...entry, due: together(actor.now) })) : entries,
    ),
    outboxChanges: again.changes,
    published,
    settings: published.length === 0 ? [] : [{ name: publishedTurn, value: world.machine.random(8).toHex() }],
    revoke: (await Promise.all(after.map((one) => endedLinks(world, one)))).flat(),
  }
  return { batch, streams: after.map(({ grown }) => grown) }
}

/** What an import left late is looked at case by case, and told in one mail to each: the entries fall due together. */
function isReminderOfImported({ case: c, events }: Changed): boolean {
  return events.every((event) => {
    if (event.type === 'DutyReminded') return c.via === 'import'
    return event.type === 'DeadlineReminded' && isToldTogether(c, event.due)
  })
}

function together(now: Temporal.Instant): string {
  const begun = now.round({ smallestUnit: 'minute', roundingIncrement: 10, roundingMode: 'floor' })
  return exactStamp(begun.add({ minutes: 10 }))
}

/** An act must not push away a look that is due already: what time has to say would be lost. */
function nextAlarm(c: Case, policy: Policy, now: Temporal.Instant): string | null {
  const due = passing(c, policy, now).length > 0
  return due ? exactStamp(now) : nextLook(c, policy, now)
}

/** Left out where it stays as it is: most acts change nobody's list. */
function changedLists(before: Case | null, c: Case, members: readonly PersonId[]): InLists | undefined {
  const isAsBefore =
    before !== null && before.fixTeam === c.fixTeam && before.closed === c.closed && before.duties === c.duties
  if (isAsBefore) return undefined
  return listsOf(c, members)
}

/**
 * F3: access that ends, ends in the same transaction: open invitations to this case too, and a co-reporter's links. The
 * link of a reporter who was on the fix team stays: it gives the reporter's rights only.
 */
async function endedLinks(world: World, { case: c, events }: Changed): Promise<readonly string[]> {
  const ended = events.flatMap((event): { person: PersonId; kind: 'invitation' | 'reporter' }[] => {
    if (event.type === 'AccessRevoked') return [{ person: event.person, kind: 'invitation' }]
    return event.type === 'CoReporterRemoved' ? [{ person: event.person, kind: 'reporter' }] : []
  })
  const rows = await Promise.all(ended.map(({ person, kind }) => world.store.secretsOf(person, kind)))
  return rows.flat().flatMap(({ hash, scope }) => (scope === c.id ? [hash] : []))
}
