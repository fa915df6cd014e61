import { exactStamp } from '../../core/clock/index.ts'
import { idFrom } from '../../core/kernel/index.ts'
import { alertsOf } from '../alerts/index.ts'
import { entryFor, readEffect, type CaseNotice, type Digest, type Effect } from '../effects/index.ts'
import { StoreFailed, VaultFailed, type OutboxChange, type OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { told, type Outcome } from './attempt.ts'
import { isErased } from './erased.ts'
import { noted, type Noted } from './noted.ts'
import { serverFor, stillFor } from './prepare.ts'
import { changeFor } from './settle.ts'

/** So many pieces of news become mails in one transaction. */
const atOnce = 200

/**
 * Makes mails of the news that is due, one for each reader: whatever fell due for somebody in one round is one mail to
 * them. Nothing leaves here, so whatever is interrupted is done again. Answers what became of news that gave no mail.
 */
export async function unfoldDue(world: World, lease: Temporal.DurationLike): Promise<readonly Noted[]> {
  const all: Noted[] = []
  for (;;) {
    const now = world.machine.now()
    const rows = await world.store.leaseOutbox(exactStamp(now), exactStamp(now.add(lease)), atOnce, 'news')
    if (rows.length > 0) all.push(...(await unfold(world, rows)))
    if (rows.length < atOnce) return all
  }
}

/** For entries that were taken. One that cannot be read, or written, keeps no other. */
export async function unfold(world: World, rows: readonly OutboxRow[]): Promise<readonly Noted[]> {
  const opened = await Promise.all(rows.map((row) => open(world, row)))
  const failed = await Promise.all(
    opened.flatMap((one) => ('outcome' in one ? [noted(world, one.row, one.outcome)] : [])),
  )
  const sound = opened.filter((one) => 'notices' in one)
  return [...failed, ...(sound.length === 0 ? [] : await rewrite(world, sound))]
}

interface Opened {
  readonly row: OutboxRow
  /** Of its notices, those whose readers may hear of the case now. */
  readonly notices: readonly CaseNotice[]
  /** Why somebody gets none, if so. */
  readonly stopped: string | null
  /** There is no mail server yet. */
  readonly waits: boolean
}

async function open(
  world: World,
  row: OutboxRow,
): Promise<Opened | { readonly row: OutboxRow; readonly outcome: Outcome }> {
  try {
    const effect = await readEffect(world, row)
    if (effect.kind !== 'news') throw new TypeError(`not news: ${effect.kind}`)
    const still = await Promise.all(effect.notices.map((notice) => stillFor(world, notice)))
    const stopped = still.find((one) => 'outcome' in one)?.code ?? null
    // Until there is a way out it stays one entry, and then it is one mail, however much has happened. Alerts do not wait.
    const waits = world.mode === 'production' && (await serverFor(world)) === null
    return { row, notices: still.filter((one) => 'kind' in one), stopped, waits }
  } catch (error) {
    if (await isErased(world, row.stream, error)) return { row, outcome: { outcome: 'nothing', code: 'erased' } }
    const code = told(world, row, error)
    return { row, outcome: { outcome: error instanceof VaultFailed ? 'refused' : 'later', code } }
  }
}

const noServer = { outcome: 'later', code: 'no_mail_server' } as const

/** One transaction: the news is done, and its mails, with the alerts beside them, are waiting. */
async function rewrite(world: World, opened: readonly Opened[]): Promise<readonly Noted[]> {
  const now = world.machine.now()
  try {
    const leaving = opened.filter(({ waits }) => !waits)
    const mails = await Promise.all(mailsOf(world, leaving).map(([id, effect]) => entryFor(world, effect, now, id)))
    const alerts = await alertsOf(world, opened, now)
    const outboxChanges = opened.map((one) => (one.waits ? changeFor(one.row, noServer, now) : doneWith(one, now)))
    await world.store.commit({ outbox: [...mails, ...alerts], outboxChanges })
    return opened.flatMap(({ waits }) => (waits ? ['later' as const] : []))
  } catch (error) {
    // What the store did not take waits for its lease to run out, all of it; anything else is the fault of one entry.
    if (error instanceof StoreFailed) {
      world.lines.error('outcome_not_noted', { entry: opened[0]?.row.id ?? '', code: error.code })
      return opened.map(() => 'unsettled')
    }
    const [one, ...others] = opened
    if (one === undefined) return []
    if (others.length > 0) return (await Promise.all(opened.map((each) => rewrite(world, [each])))).flat()
    return [await noted(world, one.row, { outcome: 'later', code: told(world, one.row, error) })]
  }
}

function doneWith({ row, stopped }: Opened, now: Temporal.Instant): OutboxChange {
  return {
    id: row.id,
    state: 'done',
    attempts: row.attempts + 1,
    due: row.due,
    failure: stopped,
    settled: exactStamp(now),
  }
}

/**
 * Each mail's id, and with it its Message-ID, follows from the first news in it and from who reads it: unfolded anew
 * from a backup, it is the same mail.
 */
function mailsOf(world: World, opened: readonly Opened[]): readonly (readonly [id: string, Effect])[] {
  const told = opened.flatMap(({ row, notices }) =>
    notices.map((notice) => ({ of: row.id, notice: { ...notice, since: row.created } })),
  )
  return [...Map.groupBy(told, ({ notice }) => readingOf(notice))].flatMap(([reading, [first, ...more]]) => {
    if (first === undefined) return []
    const id = idFrom('o', Uint8Array.fromHex(world.machine.sha256(`${first.of} ${reading}`)))
    return [[id, mailOf([first.notice, ...more.map(({ notice }) => notice)])] as const]
  })
}

/** What shares a mail: notices to somebody; but a link of one's own is good for one case. */
function readingOf(notice: CaseNotice): string {
  return notice.kind === 'notice' ? notice.to : `${notice.to} ${notice.kind} ${notice.case}`
}

type Notice = Extract<CaseNotice, { kind: 'notice' }>

function aboutOf({ case: id, topic, room, since }: Notice): Digest['about'][number] {
  return { case: id, topic, ...(room === undefined ? {} : { room }), ...(since === undefined ? {} : { since }) }
}

function mailOf([first, ...more]: readonly [CaseNotice, ...CaseNotice[]]): Effect {
  // A reporter's mail says what is asked of them, whatever else happened with it.
  if (first.kind !== 'notice') return [first, ...more].find((one) => 'asks' in one) ?? first
  if (more.length === 0) return first
  const about = [first, ...more].flatMap((one) => (one.kind === 'notice' ? [aboutOf(one)] : []))
  return { kind: 'digest', to: first.to, about }
}
