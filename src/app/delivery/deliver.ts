import { exactStamp } from '../../core/clock/index.ts'
import { deliverOrder, interruptOrder } from '../cve/index.ts'
import type { OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { attempt, type Outcome } from './attempt.ts'
import { attemptAlert } from './attemptAlert.ts'
import { noted, type Noted } from './noted.ts'
import { unfold, unfoldDue } from './unfold.ts'

export type Delivered = { readonly sent: number; readonly later: number; readonly dead: number }

/** How long a delivery may take before it counts as interrupted: twice what the mail adapter gives one attempt. */
const lease = { minutes: 10 }
/** So many leave side by side, so that one slow server does not hold up everybody's mail, nor outlast their lease. */
const atOnce = 5

/**
 * Makes mails of the news that is due, and sends what is due, up to `limit` mails, the oldest first. What came of an
 * effect is again on record. No entry keeps another from being sent; throws `StoreFailed` only when nothing can be taken
 * from the outbox at all.
 */
export async function deliverDue(world: World, limit = 50): Promise<Delivered> {
  await settleInterrupted(world)
  return counted([...(await unfoldDue(world, lease)), ...(await drain(world, limit))])
}

/** What leaves by no mail server: a server that is silent for minutes must not keep an urgent alert from anybody. */
const beside = ['alert', 'cve'] as const

/** As `deliverDue`, without the mails: to be run beside it, since one round of mails may take as long as its server likes. */
export async function deliverBeside(world: World, limit = 50): Promise<Delivered> {
  const unfolded = await unfoldDue(world, lease)
  const left = await Promise.all(beside.map((kind) => drain(world, limit, kind)))
  return counted([...unfolded, ...left.flat()])
}

async function drain(world: World, limit: number, kind?: string): Promise<readonly Noted[]> {
  const all: Noted[] = []
  for (let taken = 0; taken < limit;) {
    const now = world.machine.now()
    const most = Math.min(atOnce, limit - taken)
    const rows = await world.store.leaseOutbox(exactStamp(now), exactStamp(now.add(lease)), most, kind)
    if (rows.length === 0) break
    taken += rows.length
    all.push(...(await Promise.all(rows.map((row) => deliver(world, row)))).flat())
  }
  return all
}

function counted(all: readonly Noted[]): Delivered {
  const count = { sent: 0, later: 0, dead: 0 }
  for (const one of all) if (one !== 'unsettled') count[one] += 1
  return count
}

/** News that fell due since this round began is unfolded on its own. */
async function deliver(world: World, row: OutboxRow): Promise<readonly Noted[]> {
  if (row.kind === 'news') return unfold(world, [row])
  if (row.kind === 'cve') return [await deliverOrder(world, row)]
  return [await noted(world, row, await (row.kind === 'alert' ? attemptAlert : attempt)(world, row))]
}

/** News that waits for a mail server goes on waiting: that its alerts have left stands in its failure. */
function interrupted({ kind, failure }: OutboxRow): Outcome {
  return kind === 'news' && failure === 'no_mail_server'
    ? { outcome: 'later', code: failure }
    : { outcome: 'unsure', code: 'interrupted' }
}

/** Entries that were being sent when the product ended: a notice is sent again, an outward mail waits for a person. */
async function settleInterrupted(world: World): Promise<void> {
  const now = world.machine.now()
  for (const row of await world.store.leaseInterrupted(exactStamp(now), exactStamp(now.add(lease)), 100)) {
    if (row.kind === 'cve') await interruptOrder(world, row)
    else await noted(world, row, interrupted(row))
  }
}
