import type { ChannelId } from '../../core/community/index.ts'
import { isUrgent } from '../../core/process/index.ts'
import { idFrom, type PersonId } from '../../core/kernel/index.ts'
import { loadPerson } from '../community/index.ts'
import { entryFor, type Alerted, type CaseNotice, type Effect } from '../effects/index.ts'
import type { OutboxEntry, OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'

/** A piece of news whose mails are made now, with its notices to those who may hear of it. */
export interface Unfolding {
  readonly row: Pick<OutboxRow, 'id' | 'failure'>
  readonly notices: readonly CaseNotice[]
}

/**
 * The alerts beside the mails of some news: one for each channel that its readers chose, and that tells of such things,
 * however much it is. News that waits for a mail server was told when it began to wait.
 */
export async function alertsOf(
  world: World,
  news: readonly Unfolding[],
  now: Temporal.Instant,
): Promise<readonly OutboxEntry[]> {
  const fresh = news.filter(({ row }) => row.failure !== 'no_mail_server')
  const told = fresh.flatMap(({ row, notices }) =>
    notices.flatMap((one) => (one.kind === 'notice' ? [{ of: row.id, ...one }] : [])),
  )
  const all: OutboxEntry[] = []
  for (const [to, things] of Map.groupBy(told, (one) => one.to)) {
    const [first] = things
    if (first === undefined) continue
    const about = [...Map.groupBy(things, (one) => one.case)].map(([id, of]) => {
      return { case: id, topics: [...new Set(of.map(({ topic }) => topic))] }
    })
    all.push(...(await alerting(world, first.of, to, { about }, now)))
  }
  if (fresh.every(({ row }) => row.failure === null)) return all
  // Somebody may have begun with it before.
  const known = await Promise.all(all.map(({ id }) => world.store.outboxEntry(id)))
  return all.filter((_, index) => known[index] === undefined)
}

/** Mails about the committee as entries of the outbox, each with the alerts beside it. */
export async function withAlerts(
  world: World,
  mails: readonly Effect[],
  now: Temporal.Instant,
): Promise<readonly OutboxEntry[]> {
  const entries = mails.map(async (mail): Promise<readonly OutboxEntry[]> => {
    const entry = await entryFor(world, mail, now)
    if (mail.kind !== 'committee-notice') return [entry]
    return [entry, ...(await alerting(world, entry.id, mail.to, { topic: mail.topic }, now))]
  })
  return (await Promise.all(entries)).flat()
}

async function alerting(
  world: World,
  source: string,
  to: PersonId,
  about: Alerted,
  now: Temporal.Instant,
): Promise<readonly OutboxEntry[]> {
  const person = await loadPerson(world, to)
  const entries = (person?.channels ?? []).flatMap(({ id: channel, kind, confirmed, tells }) => {
    const heard = tells === 'all' ? about : urgentOf(about)
    if (!confirmed || heard === undefined) return []
    const said = { to, channel, ...heard }
    const effect: Effect = kind === 'mail' ? { kind: 'alert-mail', ...said } : { kind: 'alert', ...said }
    return [entryFor(world, effect, now, idOf(world, source, to, channel))]
  })
  return Promise.all(entries)
}

/** It follows from what is told and by what: unfolded anew from a backup, it is the same alert. */
function idOf(world: World, source: string, to: PersonId, channel: ChannelId): string {
  return idFrom('o', Uint8Array.fromHex(world.machine.sha256(`${source} ${to} ${channel}`)))
}

function urgentOf(told: Alerted): Alerted | undefined {
  if (!('about' in told)) return undefined
  const about = told.about.flatMap(({ case: id, topics }) => {
    const urgent = topics.filter(isUrgent)
    return urgent.length === 0 ? [] : [{ case: id, topics: urgent }]
  })
  return about.length === 0 ? undefined : { about }
}
