import type { CaseEvent } from '../../core/process/index.ts'
import { lawful } from '../../core/process/index.ts'
import { isRefused } from '../../core/kernel/index.ts'
import { batchFor, hostOf, loadCase } from '../cases/index.ts'
import { theCommunity } from '../community/index.ts'
import type { Batch, MailOutcome, OutboxChange, OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { classOf, type Effect, type ListMailEffect, readEffect } from '../effects/index.ts'
import { prepare, type NothingToSend } from './prepare.ts'

export type Delivered = { readonly sent: number; readonly later: number; readonly dead: number }

/** How long a delivery may take before it counts as interrupted. */
const lease = { minutes: 10 }
/**
 * Tries of a mail that surely did not go out; then it is a dead letter that people see. At the hour of a release people
 * have to know within minutes; a notice may wait for a mail server to come back.
 */
const tries = { notice: 8, outward: 4 } as const

/** 30 seconds, then four times as long each time, at most six hours. */
function pause(attempts: number): number {
  return Math.min(30 * 4 ** (attempts - 1), 6 * 3600)
}

/** Sends what is due. What came of an effect is again on record. Never throws for one entry: it becomes its state. */
export async function deliverDue(world: World, limit = 20): Promise<Delivered> {
  await settleInterrupted(world)
  const now = world.machine.now()
  const rows = await world.store.leaseOutbox(stamp(now), stamp(now.add(lease)), limit)
  const count = { sent: 0, later: 0, dead: 0 }
  for (const row of rows) {
    const outcome = await attempt(world, row)
    await settle(world, row, outcome)
    if (outcome.outcome === 'sent' || outcome.outcome === 'nothing') count.sent += 1
    else if (outcome.outcome === 'later') count.later += 1
    else count.dead += 1
  }
  return count
}

type Outcome = MailOutcome | NothingToSend

async function attempt(world: World, row: OutboxRow): Promise<Outcome> {
  try {
    const effect = await readEffect(world, row)
    const prepared = await prepare(world, row, effect)
    if ('outcome' in prepared) return prepared
    const { server, message } = prepared
    // Without a mail server the entry itself is the kept mail: the mailbox page shows it (app/effects/mailbox.ts).
    if (server === null)
      return world.mode === 'production' ? { outcome: 'later', code: 'no_mail_server' } : { outcome: 'sent' }
    return await world.mail.send(server, message)
  } catch (error) {
    const code = (error as { code?: unknown }).code
    world.lines.error('delivery_failed', {
      entry: row.id,
      kind: row.kind,
      code: typeof code === 'string' ? code : 'unknown',
    })
    return { outcome: 'later', code: typeof code === 'string' ? code : 'failed' }
  }
}

/** Entries that were being sent when the product ended: a notice is sent again, an outward mail waits for a person. */
async function settleInterrupted(world: World): Promise<void> {
  for (const row of await world.store.interruptedOutbox(stamp(world.machine.now()))) {
    await settle(
      world,
      row,
      row.class === 'outward' ? { outcome: 'unsure', code: 'interrupted' } : { outcome: 'later', code: 'interrupted' },
    )
  }
}

async function settle(world: World, row: OutboxRow, outcome: Outcome): Promise<void> {
  const now = world.machine.now()
  const change = changeFor(row, outcome, now)
  const effect = row.class === 'outward' ? await readEffect(world, row) : null
  for (;;) {
    const batch = effect === null || change.state === 'waiting' ? {} : await recordOf(world, effect, row, outcome, now)
    const committed = await world.store.commit({ ...batch, outboxChanges: [change] })
    if (committed.ok) return
    // Somebody acted on the case meanwhile: record it after their act.
    if (committed.why !== 'conflict') throw new Error(`an outcome could not be recorded: ${committed.why}`)
  }
}

function changeFor(row: OutboxRow, outcome: Outcome, now: Temporal.Instant): OutboxChange {
  const attempts = row.attempts + 1
  const base = { id: row.id, attempts, due: row.due, settled: stamp(now) }
  if (outcome.outcome === 'sent') return { ...base, state: 'done', failure: null }
  if (outcome.outcome === 'nothing') return { ...base, state: 'done', failure: outcome.code }
  if (outcome.outcome === 'unsure' && row.class === 'outward')
    return { ...base, state: 'unsure', failure: outcome.code }
  if (outcome.outcome === 'refused' || attempts >= tries[row.class]) return { ...base, state: 'dead', failure: outcome.code }
  const due = stamp(now.add({ seconds: pause(attempts) }))
  return { ...base, state: 'waiting', due, failure: outcome.code, settled: null }
}

/** What came of an outward mail, as events of every case that it speaks for. */
async function recordOf(
  world: World,
  effect: Effect,
  row: OutboxRow,
  outcome: Outcome,
  now: Temporal.Instant,
): Promise<Batch> {
  if (outcome.outcome === 'nothing' || !('cases' in effect) || effect.kind === 'feedback' || classOf(effect) !== 'outward') return {}
  const event = outcomeEvent(effect, outcome)
  const community = await theCommunity(world)
  const changes = []
  let members: readonly `p-${string}`[] = []
  for (const id of effect.cases) {
    const loaded = await loadCase(world, id)
    if (loaded === undefined) continue
    members = loaded.members
    const events = lawful(loaded.case, [event], '-')
    if (isRefused(events)) world.lines.error('outcome_not_recorded', { entry: row.id, code: events.code })
    else changes.push({ stream: loaded.stream, events, policy: loaded.policy })
  }
  return batchFor(world, changes, { by: 'product', now, members, host: hostOf(community) })
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

function stamp(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' })
}
