import { readEffect } from '../effects/index.ts'
import { VaultFailed, type OutgoingMail, type OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { linkFor, mayGo, write } from './prepare.ts'

/** A mail that would have gone out, had there been a mail server. */
export interface KeptMail {
  readonly row: OutboxRow
  /** `null` when it can no longer be made: its recipient lost access, or its case was erased. */
  readonly message: OutgoingMail | null
  /** It carries a link of its reader's own, which is made when somebody opens it here. */
  readonly hasOwnLink: boolean
}

/** What stands in a kept mail for the secret of its link: looking at a mail makes none. */
const unmade = '(made when it is opened)'

/** What would have gone out, newest first: for administrators, in demonstrations and on this machine only. */
export async function mailbox(world: World, limit = 50): Promise<readonly KeptMail[]> {
  if (world.mode === 'production') return []
  const rows = await world.store.outbox({ states: ['done', 'waiting', 'sending', 'dead', 'unsure'], limit })
  return Promise.all(rows.map((row) => keptMail(world, row)))
}

/** Makes the link that a kept mail carries; its path, or `undefined` where there is none to be made. */
export async function openKeptLink(world: World, id: string): Promise<string | undefined> {
  if (world.mode === 'production') return undefined
  const row = await world.store.outboxEntry(id)
  if (row === undefined || !(await keptMail(world, row)).hasOwnLink) return undefined
  const { text } = await write(world, row, await readEffect(world, row))
  return /https?:\/\/[^/\s]+(\/\S+)/.exec(text)?.[1]
}

async function keptMail(world: World, row: OutboxRow): Promise<KeptMail> {
  try {
    const effect = await readEffect(world, row)
    const stopped = await mayGo(world, effect)
    if (stopped !== undefined) return { row, message: null, hasOwnLink: false }
    const message = await write(world, row, effect, () => Promise.resolve(unmade))
    return { row, message, hasOwnLink: linkFor(effect) !== null }
  } catch (error) {
    if (error instanceof VaultFailed) return { row, message: null, hasOwnLink: false }
    throw error
  }
}
