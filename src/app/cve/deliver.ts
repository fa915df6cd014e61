import { exactStamp } from '../../core/clock/index.ts'
import { codeOf, isRefused } from '../../core/kernel/index.ts'
import { lawful, type CaseEvent, type CveOrder } from '../../core/process/index.ts'
import { batchFor, hostOf, loadCase } from '../cases/index.ts'
import { readEffect } from '../effects/index.ts'
import {
  CveServicesFailed,
  StoreFailed,
  VaultFailed,
  type Batch,
  type OutboxChange,
  type OutboxRow,
} from '../ports/index.ts'
import type { World } from '../world.ts'
import { carryOut, type Outcome } from './carryOut.ts'

export type Delivered = 'sent' | 'later' | 'dead' | 'unsettled'

/** Tries of an order: 30 seconds, 2, 8 and 32 minutes apart; then a person is asked. */
const tries = 5
/** How often an outcome is recorded anew because somebody acted on the case meanwhile. */
const records = 20

/** What an entry's failure begins with when an earlier try may have been carried out. */
const doubt = 'in_doubt_'

type Tried = Outcome | { readonly outcome: 'nothing' }

/**
 * Carries out an order to CVE Services and puts on record what came of it. Whatever an earlier try may have done is
 * looked for first; what cannot be told is asked of a person. Never throws.
 */
export async function deliverOrder(world: World, row: OutboxRow): Promise<Delivered> {
  return noted(world, row, await tried(world, row))
}

/** The product ended while an order was being carried out: the next try begins by looking. */
export async function interruptOrder(world: World, row: OutboxRow): Promise<Delivered> {
  return noted(world, row, { outcome: 'unsure', code: 'interrupted' })
}

async function tried(world: World, row: OutboxRow): Promise<Tried> {
  const inDoubt = row.failure?.startsWith(doubt) === true
  try {
    const standing = await standingOrder(world, row)
    if (standing === undefined) return { outcome: 'nothing' }
    const { loaded, order } = standing
    const account = loaded.community.cna
    if (account === null) return inDoubt ? unsure('no_cna') : { outcome: 'refused', code: 'no_cna' }
    return await carryOut({ world, account, case: loaded.case, members: loaded.members, order, inDoubt })
  } catch (error) {
    const told = codeOf(error) ?? 'failed'
    world.lines.warn('cve_order_failed', { entry: row.id, code: told })
    if (error instanceof VaultFailed) return { outcome: 'refused', code: told }
    if (error instanceof CveServicesFailed) return { outcome: error.outcome, code: told }
    return unsure(told)
  }
}

const unsure = (code: string): Outcome => ({ outcome: 'unsure', code })

/** The order while it is the case's own last word; `undefined` once it was settled or replaced. */
async function standingOrder(world: World, row: OutboxRow) {
  const effect = await readEffect(world, row)
  if (effect.kind !== 'cve') throw new TypeError('no order to CVE Services')
  const loaded = await loadCase(world, effect.case)
  const order = loaded?.case.cve.order
  if (loaded === undefined || order?.order !== effect.order || order.state !== 'ordered') return undefined
  return { loaded, order }
}

async function noted(world: World, row: OutboxRow, outcome: Tried): Promise<Delivered> {
  try {
    return await settle(world, row, outcome)
  } catch (error) {
    // The entry stays as it is: when its lease has run out it was interrupted.
    world.lines.error('outcome_not_noted', { entry: row.id, code: codeOf(error) ?? 'failed' })
    return 'unsettled'
  }
}

async function settle(world: World, row: OutboxRow, outcome: Tried): Promise<Delivered> {
  const now = world.machine.now()
  const change = changeFor(row, outcome, now)
  for (let turn = 1; ; turn += 1) {
    const batch = change.state === 'waiting' ? {} : await recordOf(world, row, outcome, now)
    const committed = await world.store.commit({ ...batch, outboxChanges: [change] })
    if (committed.ok) break
    if (committed.why !== 'conflict' || turn === records) throw new Error(`not recorded: ${committed.why}`)
  }
  if (change.state === 'waiting') return 'later'
  return outcome.outcome === 'done' || outcome.outcome === 'nothing' ? 'sent' : 'dead'
}

/** A settled entry is done either way: what came of the order stands on its case, where people act on it. */
function changeFor(row: OutboxRow, outcome: Tried, now: Temporal.Instant): OutboxChange {
  const attempts = row.attempts + 1
  const done = { id: row.id, attempts, due: row.due, state: 'done', settled: exactStamp(now) } as const
  if (outcome.outcome === 'done' || outcome.outcome === 'nothing') return { ...done, failure: null }
  const failure = outcome.outcome === 'unsure' ? `${doubt}${outcome.code}` : outcome.code
  if (isFinal(outcome) || attempts >= tries) return { ...done, failure }
  const due = exactStamp(now.add({ seconds: 30 * 4 ** (attempts - 1) }))
  return { id: row.id, attempts, due, state: 'waiting', failure, settled: null }
}

function isFinal(outcome: Outcome): boolean {
  return outcome.outcome === 'refused' || 'final' in outcome
}

/** What came of the order, as events of its case; nothing where a person settled it meanwhile. */
async function recordOf(world: World, row: OutboxRow, outcome: Tried, now: Temporal.Instant): Promise<Batch> {
  if (outcome.outcome === 'nothing') return {}
  try {
    const standing = await standingOrder(world, row)
    if (standing === undefined) return {}
    const { loaded, order } = standing
    const { case: c, stream, policy, members, community } = loaded
    const events = lawful(c, eventsOf(order, outcome), 'V2')
    if (isRefused(events)) throw Object.assign(new Error('the case takes no record'), { code: events.code })
    return await batchFor(world, [{ stream, events, policy }], { by: 'product', now, members, host: hostOf(community) })
  } catch (error) {
    if (error instanceof StoreFailed) throw error
    world.lines.error('outcome_not_recorded', { entry: row.id, code: codeOf(error) ?? 'failed' })
    return {}
  }
}

function eventsOf({ order, what }: CveOrder, outcome: Outcome): CaseEvent[] {
  if (outcome.outcome !== 'done') {
    const { code } = outcome
    const found = 'found' in outcome ? outcome.found : []
    return [{ type: 'CveOrderFailed', order, code, unsure: outcome.outcome === 'unsure', found }]
  }
  const { id } = outcome
  return [
    { type: 'CveOrderDone', order, id, note: '' },
    ...(what === 'reserve' ? [{ type: 'CveRecorded' as const, id, evidence: 'reserved with CVE Services' }] : []),
  ]
}
