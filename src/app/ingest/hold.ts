import { membersOf } from '../../core/community/index.ts'
import { cleanLine, type Message } from '../../core/mail/index.ts'
import { theCommunity } from '../community/index.ts'
import { withAlerts } from '../alerts/index.ts'
import type { LetterRow, OutboxEntry } from '../ports/index.ts'
import type { World } from '../world.ts'
import { unclaimedSessions, type Known } from './known.ts'
import { sealLetter, type Received } from './letter.ts'

/** Why a mail waits for a member; in words, what happened. */
export const heldWhy = {
  stranger: 'It went to an address for answers that is not its sender’s.',
  untagged: 'It answers a mail, and not at the address that leads to a case.',
  replayed: 'What is encrypted in it came in another mail before: whoever sent it may not know what it says.',
  unproven: 'It, or a file in it, came encrypted, and no good signature inside shows that its sender wrote it.',
  twice: 'Another mail with the same Message-ID has come in before.',
  refused: 'It answers in a case that takes no more from its sender.',
  blocked: 'Reports from its sender’s address are blocked; see the blocked senders.',
  unasked: 'Many reports come in, and its sender gives no address at which they could be asked for their word.',
  often: 'More came from its sender within the hour than is taken at once: ten reports, or sixty answers.',
  failed: 'Something here fails with it each time; the log lines say at what.',
  unreadable: 'It could not be read within the bounds of time and memory.',
  bounce: 'A mail server reports on a mail of ours.',
  automatic: 'A machine wrote it: an automatic answer, or mass mail.',
  loop: 'It is our own, and came back.',
} as const
export type HeldWhy = keyof typeof heldWhy

/** What nobody has to answer, and nobody is told of: kept until a member says what becomes of it. */
const quiet: readonly HeldWhy[] = ['bounce', 'automatic', 'loop', 'blocked']

/** The letter waits for a member, and is answered by nothing. The first that waits is told; more are found beside it. */
export async function hold(
  world: World,
  { id }: LetterRow,
  received: Received,
  why: HeldWhy,
  read: { readonly message: Message; readonly known: Known } | null,
): Promise<void> {
  const shown = read === null ? {} : { shown: shownOf(read.message) }
  const sealed = await sealLetter(world, id, { ...received, ...shown })
  const state = quiet.includes(why) ? 'aside' : 'held'
  const told = state === 'aside' || (await others(world)) ? [] : await notices(world)
  const committed = await world.store.commit({
    letterChanges: [{ id, from: 'waiting', to: { state, why, sealed } }],
    outbox: told,
    lookups: read === null ? [] : await unclaimedSessions(world, read.known, id),
  })
  if (committed.ok) world.lines.info('mail_held', { letter: id, why })
}

function shownOf({ from, subject }: Message) {
  return { from: cleanLine(`${from?.name ?? ''} <${from?.address ?? ''}>`, 300), subject: cleanLine(subject, 200) }
}

async function others(world: World): Promise<boolean> {
  return (await world.store.countLetters('held', 1)) > 0
}

async function notices(world: World): Promise<readonly OutboxEntry[]> {
  const now = world.machine.now()
  const members = membersOf(await theCommunity(world), now)
  const mails = members.map((to) => ({ kind: 'committee-notice', to, topic: 'mail' }) as const)
  return withAlerts(world, mails, now)
}
