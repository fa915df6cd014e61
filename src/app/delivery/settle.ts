import { exactStamp } from '../../core/clock/index.ts'
import { codeOf, isRefused } from '../../core/kernel/index.ts'
import { lawful, type CaseEvent } from '../../core/process/index.ts'
import { channelStanding, triesUntilTold } from '../alerts/index.ts'
import { batchFor, hostOf, loadCase, type Change } from '../cases/index.ts'
import { theCommunity } from '../community/index.ts'
import { entryFor, gathered, readEffect, type CaseNotice, type ListMailEffect } from '../effects/index.ts'
import { StoreFailed, type Batch, type MailOutcome, type OutboxChange, type OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { Outcome } from './attempt.ts'

export type Settled = 'sent' | 'later' | 'dead'

/**
 * Tries of a mail that surely did not go out; then it is a dead letter that people see. At the hour of a release people
 * have to know within minutes; a notice may wait for a mail server to come back.
 */
const tries = { notice: 8, outward: 4 } as const
/** How often an outcome is recorded anew because somebody acted on the case meanwhile. */
const records = 20

/** 30 seconds, then four times as long each time, at most six hours. */
function pause(attempts: number): number {
  return Math.min(30 * 4 ** (attempts - 1), 6 * 3600)
}

/**
 * Notes what came of an entry and, for an outward mail, records it in every case that it speaks for, in one
 * transaction. Throws `StoreFailed`.
 */
export async function settle(world: World, row: OutboxRow, outcome: Outcome): Promise<Settled> {
  const now = world.machine.now()
  const change = changeFor(row, outcome, now)
  for (let turn = 1; ; turn += 1) {
    const batch = await consequences(world, row, change, outcome, now)
    const committed = await world.store.commit({ ...batch, outboxChanges: [change] })
    if (committed.ok) break
    // Somebody acted on the case meanwhile: record it after their act.
    if (committed.why !== 'conflict' || turn === records) throw new Error(`not recorded: ${committed.why}`)
  }
  if (change.state === 'done') return 'sent'
  return change.state === 'waiting' ? 'later' : 'dead'
}

/** Where an entry stands after an outcome. */
export function changeFor(row: OutboxRow, outcome: Outcome, now: Temporal.Instant): OutboxChange {
  const attempts = row.attempts + 1
  const base = { id: row.id, attempts, due: row.due, settled: exactStamp(now) }
  if (outcome.outcome === 'sent') return { ...base, state: 'done', failure: null }
  if (outcome.outcome === 'nothing') return { ...base, state: 'done', failure: outcome.code }
  const failure = outcome.code
  // Nothing was tried: it waits until there is a way out, however long that takes.
  if (failure === 'no_mail_server') {
    const due = exactStamp(now.add({ minutes: 5 }))
    return { ...base, attempts: row.attempts, state: 'waiting', due, failure, settled: null }
  }
  if (outcome.outcome === 'unsure' && row.class === 'outward') return { ...base, state: 'unsure', failure }
  if (outcome.outcome === 'refused' || attempts >= tries[row.class]) return { ...base, state: 'dead', failure }
  return { ...base, state: 'waiting', due: exactStamp(now.add({ seconds: pause(attempts) })), failure, settled: null }
}

/**
 * What an outward mail's outcome means for its cases, and an alert's for its channel. What takes no record does not keep
 * the outcome from being noted.
 */
async function consequences(
  world: World,
  row: OutboxRow,
  { state }: OutboxChange,
  outcome: Outcome,
  now: Temporal.Instant,
): Promise<Batch> {
  if (row.kind === 'alert' || row.kind === 'alert-mail') return channelOutcome(world, row, state, outcome, now)
  if (row.class !== 'outward' || state === 'waiting' || outcome.outcome === 'nothing') return {}
  try {
    const effect = await readEffect(world, row)
    if (!('cases' in effect)) return {}
    if (effect.kind === 'feedback') return state === 'done' ? {} : await tellMembers(world, effect, now)
    return await recordOf(world, effect, row, outcome, now)
  } catch (error) {
    return unrecorded(world, row, error)
  }
}

/** One that arrives ends a channel's failing; several tries in vain, or a clear no, begin it. Nothing tried says nothing. */
async function channelOutcome(
  world: World,
  row: OutboxRow,
  state: OutboxChange['state'],
  outcome: Outcome,
  now: Temporal.Instant,
): Promise<Batch> {
  if (outcome.outcome === 'nothing' || ('code' in outcome && outcome.code === 'no_mail_server')) return {}
  const code = outcome.outcome === 'sent' ? null : outcome.code
  if (code !== null && state === 'waiting' && row.attempts + 1 < triesUntilTold) return {}
  try {
    const effect = await readEffect(world, row)
    if (effect.kind !== 'alert' && effect.kind !== 'alert-mail') return {}
    return await channelStanding(world, effect.to, effect.channel, code, now)
  } catch (error) {
    return unrecorded(world, row, error)
  }
}

function unrecorded(world: World, row: OutboxRow, error: unknown): Batch {
  if (error instanceof StoreFailed) throw error
  world.lines.error('outcome_not_recorded', { entry: row.id, code: codeOf(error) ?? 'failed' })
  return {}
}

/** What came of an outward mail, as events of every case that it speaks for. */
async function recordOf(
  world: World,
  effect: ListMailEffect,
  row: OutboxRow,
  outcome: MailOutcome,
  now: Temporal.Instant,
): Promise<Batch> {
  const event = outcomeEvent(effect, outcome)
  const changes: Change[] = []
  let members: readonly `p-${string}`[] = []
  for (const id of effect.cases) {
    const loaded = await loadCase(world, id)
    if (loaded === undefined) continue
    members = loaded.members
    const events = lawful(loaded.case, [event], '-')
    if (isRefused(events)) world.lines.error('outcome_not_recorded', { entry: row.id, code: events.code })
    else changes.push({ stream: loaded.stream, events, policy: loaded.policy })
  }
  return batchFor(world, changes, { by: 'product', now, members, host: hostOf(await theCommunity(world)) })
}

function outcomeEvent(effect: ListMailEffect, outcome: MailOutcome): CaseEvent {
  const announcement = effect.kind === 'announcement'
  if (outcome.outcome === 'sent') {
    const { messageId } = effect
    return { type: announcement ? 'AnnouncementDelivered' : 'RetrospectiveDelivered', messageId, note: '' }
  }
  const failed = { code: outcome.code, unsure: outcome.outcome === 'unsure' }
  return { type: announcement ? 'AnnouncementFailed' : 'RetrospectiveFailed', ...failed }
}

/** T3: somebody's answer did not reach the list, or nobody knows: the committee is told and looks at the outbox. */
async function tellMembers(world: World, { cases }: ListMailEffect, now: Temporal.Instant): Promise<Batch> {
  const [id] = cases
  const loaded = id === undefined ? undefined : await loadCase(world, id)
  if (id === undefined || loaded === undefined) return {}
  const notices = loaded.members.map((to): CaseNotice => ({ kind: 'notice', to, case: id, topic: 'delivery' }))
  return { outbox: await Promise.all(gathered(notices).map((effect) => entryFor(world, effect, now))) }
}
