import { codeOf } from '../../core/kernel/index.ts'
import type { Community } from '../../core/community/index.ts'
import { isOurs, reportIn, sortOf } from '../../core/mail/index.ts'
import { hostOf } from '../cases/index.ts'
import { theCommunity } from '../community/index.ts'
import { FilesFailed, StoreFailed, VaultFailed, type LetterRow, type ReadMessage } from '../ports/index.ts'
import { blockOn, cannotBeAsked, tooOften } from '../intake/index.ts'
import { placeAmong } from '../replies/index.ts'
import type { World } from '../world.ts'
import { becomeReport } from './becomeReport.ts'
import { hold } from './hold.ts'
import { bytesOf, forgetLetter, isLost, openLetter } from './letter.ts'
import { cameBefore, isReplayed, knownBy, whereWent } from './known.ts'
import { postReply } from './postReply.ts'
import { readLetter, type Opened } from './read.ts'

/** So many in one round; the next round goes on. */
const atOnce = 20
/** A letter that failed is looked at again after so many seconds, and keeps no other waiting. */
const pause = 60
/** What fails so often, while the disk and the database do not, is not for the product alone. */
const mostFailures = 3

/**
 * Gives the mail that has come in its place, the oldest first: a post in a case’s thread, a report, or among what is
 * held for a member. Whatever stops in between is done again: a letter goes from the list in the commit that places it.
 */
export function openPlacing(world: World): { round(): Promise<number> } {
  const later = new Map<string, { readonly at: Temporal.Instant; readonly failures: number }>()
  return {
    async round() {
      const now = world.machine.now()
      const rows = await world.store.letters({ state: 'waiting', limit: atOnce + later.size })
      let placed = 0
      for (const row of rows) {
        const before = later.get(row.id)
        if (before !== undefined && Temporal.Instant.compare(now, before.at) < 0) continue
        later.delete(row.id)
        const failed = await placeOrTell(world, row, before?.failures ?? 0)
        if (failed === undefined) placed += 1
        else later.set(row.id, { at: now.add({ seconds: pause }), failures: failed })
      }
      return placed
    },
  }
}

/** How often it has failed by now; `undefined`: it has its place, or waits for a member because it never got one. */
async function placeOrTell(world: World, row: LetterRow, failures: number): Promise<number | undefined> {
  try {
    await place(world, row)
    return undefined
  } catch (error) {
    world.lines.error('mail_not_placed', { letter: row.id, code: codeOf(error) ?? 'failed' })
    if (error instanceof StoreFailed || (error instanceof FilesFailed && !isLost(error))) return failures
    if (failures + 1 < mostFailures) return failures + 1
    await hold(world, row, await openLetter(world, row), 'failed', null)
    return undefined
  }
}

/** Reads one letter, and gives it its place. */
async function place(world: World, row: LetterRow): Promise<void> {
  const received = await openLetter(world, row).catch((error: unknown) => gone(world, row, error))
  if (received === undefined) return
  const community = await theCommunity(world)
  const bytes = await bytesOf(world, row.id, received)
  const read = await readLetter(world, bytes, received)
  if (read === null) return hold(world, row, received, 'unreadable', null)
  const known = knownBy(world, read.message, bytes, read.openpgp.sessions)
  return settle(world, community, { row, received, ...read, known })
}

async function settle(world: World, community: Community, opened: Opened): Promise<void> {
  const { row, received, message, known } = opened
  const own = { host: hostOf(community), address: community.from }
  const sort = sortOf(message, received.envelope, own)
  if (sort !== 'person') return hold(world, row, received, sort, opened)
  const before = await cameBefore(world, known)
  if (before === 'same') return drop(world, opened)
  if (await isReplayed(world, known)) return hold(world, row, received, 'replayed', opened)
  if (before === 'other') return hold(world, row, received, 'twice', opened)
  const { asked, place: to } = placeAmong(world, community, [...received.envelope.to, ...message.to])
  if (to !== undefined) return postReply(world, opened, to)
  if (asked > 0) return hold(world, row, received, 'stranger', opened)
  if (await answersSomething(world, message, own.host)) return hold(world, row, received, 'untagged', opened)
  // Nothing of a blocked sender's is lost, and nobody is woken by it.
  if (await isBlocked(world, message)) return hold(world, row, received, 'blocked', opened)
  const { email } = reportIn(message, [])
  if (await cannotBeAsked(world, email)) return hold(world, row, received, 'unasked', opened)
  if (tooOften(world, 'report', email)) return hold(world, row, received, 'often', opened)
  await becomeReport(world, opened)
}

/** One of ours, or one that came in: what it says belongs to a case, and who may say it there is not known. */
async function answersSomething(world: World, { answers }: ReadMessage, host: string): Promise<boolean> {
  if (answers.some((one) => isOurs(one, host))) return true
  return (await whereWent(world, answers)) !== undefined
}

async function isBlocked(world: World, { from }: ReadMessage): Promise<boolean> {
  return (await blockOn(world, { email: from?.address ?? '', network: null, range: null })) !== undefined
}

/** It is here already, every byte of it. */
async function drop(world: World, { row, received }: Opened): Promise<void> {
  const committed = await world.store.commit({ letterChanges: [{ id: row.id, from: 'waiting', to: null }] })
  if (committed.ok) await forgetLetter(world, row.id, received)
}

/** Its key was destroyed while it waited: somebody erased it. */
async function gone(world: World, { id }: LetterRow, error: unknown): Promise<undefined> {
  if (!(error instanceof VaultFailed) || error.code !== 'no_key') throw error
  await world.store.commit({ letterChanges: [{ id, from: 'waiting', to: null }] })
}
