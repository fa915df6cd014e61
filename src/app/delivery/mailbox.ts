import { VaultFailed, type OutgoingMail, type OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { linkFor, readMail, stillFor, write } from './prepare.ts'

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

/** What would have gone out, newest first, after the first `skip`: for administrators, in demonstrations and on this machine only. */
export async function mailbox(world: World, limit = 50, skip = 0): Promise<readonly KeptMail[]> {
  if (world.mode === 'production') return []
  // News is not a mail yet.
  const rows = await world.store.outbox({ not: 'news', limit: skip + limit })
  return Promise.all(rows.slice(skip).flatMap((row) => (isNoMail(row) ? [] : [keptMail(world, row)])))
}

/** Makes the link that a kept mail carries; its path, or `undefined` where there is none to be made. */
export async function openKeptLink(world: World, id: string): Promise<string | undefined> {
  if (world.mode === 'production') return undefined
  const row = await world.store.outboxEntry(id)
  if (row === undefined || isNoMail(row) || !(await keptMail(world, row)).hasOwnLink) return undefined
  const { text } = await write(world, row, await readMail(world, row))
  return /https?:\/\/[^/\s]+(\/\S+)/.exec(text)?.[1]
}

const isNoMail = ({ kind }: OutboxRow) => kind === 'news' || kind === 'cve' || kind === 'alert'

async function keptMail(world: World, row: OutboxRow): Promise<KeptMail> {
  try {
    const still = await stillFor(world, await readMail(world, row))
    if ('outcome' in still) return { row, message: null, hasOwnLink: false }
    const message = await write(world, row, still, () => Promise.resolve(unmade))
    return { row, message, hasOwnLink: (await linkFor(world, still)) !== null }
  } catch (error) {
    if (error instanceof VaultFailed) return { row, message: null, hasOwnLink: false }
    throw error
  }
}
