import { exactStamp } from '../../core/clock/index.ts'
import { idFrom, type CaseId } from '../../core/kernel/index.ts'
import type { Envelope } from '../../core/mail/index.ts'
import { keepFiles } from '../attachments/index.ts'
import { loadCommunity } from '../community/index.ts'
import { FilesFailed, StoreFailed } from '../ports/index.ts'
import type { World } from '../world.ts'
import { sealLetter, type Received } from './letter.ts'

/** In bytes, the whole message as it is sent. */
export const mostOfALetter = 50_000_000

/** `kept`: sealed and on disk; `too_large`: never; `later`: there is no community yet, or no room. */
export type Taken = 'kept' | 'too_large' | 'later'

/**
 * Takes a message over: when this says `kept`, it is on disk, sealed, and whoever sent it may forget it. Nothing is read
 * in it yet. Its bytes lie where they would as a file of the case that it may become, under that case's key.
 */
export async function receiveMail(
  world: World,
  bytes: AsyncIterable<Uint8Array>,
  envelope: Envelope,
  way: Received['way'],
): Promise<Taken> {
  if ((await loadCommunity(world)) === null) return refused(world, 'not_set_up')
  try {
    const taken = await world.files.take(bytes, mostOfALetter)
    if (taken === 'too_large') return 'too_large'
    const id = idFrom('c', world.machine.random(12))
    await world.vault.createKey(id)
    const { file, sha256, size, secret } = taken
    await keepFiles(world, id, [{ file, sha256, size, secret, name: 'message.eml', media: 'message/rfc822' }])
    await enter(world, id, { file, sha256, size, envelope: bounded(envelope), way })
    return 'kept'
  } catch (error) {
    if (error instanceof FilesFailed || error instanceof StoreFailed) return refused(world, error.code)
    throw error
  }
}

async function enter(world: World, id: CaseId, received: Received): Promise<void> {
  const sealed = await sealLetter(world, id, received)
  const at = exactStamp(world.machine.now())
  const committed = await world.store.commit({
    letters: [{ id, community: world.community, at, state: 'waiting', why: null, sealed }],
  })
  if (!committed.ok) throw new TypeError(`a mail’s commit was refused: ${committed.why}`)
  world.lines.info('mail_kept', { letter: id, way: received.way })
}

function refused(world: World, code: string): 'later' {
  world.lines.error('mail_not_kept', { code })
  return 'later'
}

/** A server tells whom a message goes to, as many as its sender likes. */
function bounded({ from, to }: Envelope): Envelope {
  return { from: from?.slice(0, 320) ?? null, to: to.slice(0, 100).map((one) => one.slice(0, 320)) }
}
