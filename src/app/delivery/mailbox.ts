import { VaultFailed, type OutgoingMail, type OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { mayGo, write } from './prepare.ts'
import { readEffect } from '../effects/index.ts'

/** A mail that would have gone out, had there been a mail server. */
export interface KeptMail {
  readonly row: OutboxRow
  /** `null` when it can no longer be made: its recipient lost access, or its case was erased. */
  readonly message: OutgoingMail | null
}

/**
 * What would have gone out, newest first: for administrators, in demonstrations and on this machine only. Links in it
 * are made anew each time it is opened, as they are at the moment of sending.
 */
export async function mailbox(world: World, limit = 50): Promise<readonly KeptMail[]> {
  if (world.mode === 'production') return []
  const rows = await world.store.outbox({ states: ['done', 'waiting', 'sending', 'dead', 'unsure'], limit })
  return Promise.all(rows.map((row) => keptMail(world, row)))
}

async function keptMail(world: World, row: OutboxRow): Promise<KeptMail> {
  try {
    const effect = await readEffect(world, row)
    const stopped = await mayGo(world, effect)
    return { row, message: stopped === undefined ? await write(world, row, effect) : null }
  } catch (error) {
    if (error instanceof VaultFailed) return { row, message: null }
    throw error
  }
}
