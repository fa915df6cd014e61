import { isUrgent } from '../../core/process/index.ts'
import { idFrom, type PersonId } from '../../core/kernel/index.ts'
import { loadPerson } from '../community/index.ts'
import { entryFor, type Alerted, type CaseNotice, type Effect } from '../effects/index.ts'
import type { OutboxEntry, OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'

/**
 * The alerts of a piece of news, beside its mails: one for each channel that its readers chose, and that tells of such
 * things. Their ids follow from the news and the channel: news that was looked at before makes none a second time.
 */
export async function alertsOf(
  world: World,
  row: Pick<OutboxRow, 'id' | 'failure' | 'attempts'>,
  notices: readonly CaseNotice[],
  now: Temporal.Instant,
): Promise<readonly OutboxEntry[]> {
  const told = notices.flatMap((one) => (one.kind === 'notice' ? [one] : []))
  const all: OutboxEntry[] = []
  for (const [to, [first, ...more]] of Map.groupBy(told, (one) => one.to)) {
    if (first === undefined) continue
    const topics = [...new Set([first, ...more].map(({ topic }) => topic))]
    all.push(...(await alerting(world, row.id, to, { case: first.case, topics }, now)))
  }
  if (row.failure === null && row.attempts === 0) return all
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
    const id = idFrom('o', Uint8Array.fromHex(world.machine.sha256(`${source} ${to} ${channel}`)))
    const said = { to, channel, ...heard }
    const effect: Effect = kind === 'mail' ? { kind: 'alert-mail', ...said } : { kind: 'alert', ...said }
    return [entryFor(world, effect, now, id)]
  })
  return Promise.all(entries)
}

function urgentOf(about: Alerted): Alerted | undefined {
  if (!('case' in about)) return undefined
  const topics = about.topics.filter(isUrgent)
  return topics.length === 0 ? undefined : { ...about, topics }
}
