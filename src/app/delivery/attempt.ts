import { codeOf } from '../../core/kernel/index.ts'
import { MailFailed, VaultFailed, type MailOutcome, type OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { isErased } from './erased.ts'
import { protect } from './protect.ts'
import { readMail, serverFor, stillFor, write, type NothingToSend, type Prepared } from './prepare.ts'

export type Outcome = MailOutcome | NothingToSend

/** Tries to send one entry. Never throws: whatever happens is an outcome. */
export async function attempt(world: World, row: OutboxRow): Promise<Outcome> {
  const prepared = await prepare(world, row)
  if ('outcome' in prepared) return prepared
  try {
    return await world.mail.send(prepared.server, prepared.message)
  } catch (error) {
    if (error instanceof MailFailed) return { outcome: 'refused', code: error.code }
    // A defect: how far it came before it failed is not known.
    return { outcome: 'unsure', code: told(world, row, error) }
  }
}

/** Up to here nothing has left, so whatever fails can be tried again; what no longer opens never will. */
async function prepare(world: World, row: OutboxRow): Promise<Prepared | Outcome> {
  try {
    const server = await serverFor(world)
    if (server === null && world.mode === 'production') return { outcome: 'later', code: 'no_mail_server' }
    const still = await stillFor(world, await readMail(world, row))
    if ('outcome' in still) return still
    // Without a mail server the entry itself is the kept mail: the mailbox page shows it (mailbox.ts).
    if (server === null) return { outcome: 'sent' }
    const message = await protect(world, still, await write(world, row, still))
    return 'outcome' in message ? message : { server, message }
  } catch (error) {
    if (await isErased(world, row.stream, error)) return { outcome: 'nothing', code: 'erased' }
    const code = told(world, row, error)
    return { outcome: error instanceof VaultFailed ? 'refused' : 'later', code }
  }
}

/** A failure's code, which is told in the log lines. */
export function told(world: World, row: OutboxRow, error: unknown): string {
  const code = codeOf(error) ?? 'failed'
  world.lines.error('delivery_failed', { entry: row.id, kind: row.kind, code })
  return code
}
