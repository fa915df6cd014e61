import { can } from '../../core/access/index.ts'
import { membersOf } from '../../core/community/index.ts'
import { isId, refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { notAllowed } from '../answers.ts'
import { NotSetUp } from '../community/index.ts'
import { FilesFailed, type LetterRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { bytesOf, isLost, openLetter, type Received } from './letter.ts'
import { readLetter, type ReadLetter } from './read.ts'

/** A mail of which a member may say what becomes. */
export interface Found {
  readonly row: LetterRow
  readonly received: Received
}

/** For a member alone; what waits to be read is nobody’s yet. */
export async function find(world: World, person: PersonId, letter: string): Promise<Found | Refused> {
  if (!(await maySettle(world, person))) return notAllowed()
  const row = isId('c', letter) ? await world.store.letter(letter) : undefined
  if (row === undefined || row.state === 'waiting') return noSuchMail()
  return { row, received: await openLetter(world, row) }
}

export async function maySettle(world: World, person: PersonId): Promise<boolean> {
  const community = (await world.records.read('community', world.community)).state
  if (community === null) throw new NotSetUp()
  const isMember = membersOf(community, world.machine.now()).includes(person)
  return can(isMember ? ['member'] : [], 'settleMail')
}

/** `null`: it cannot be read within the bounds, now as before. */
export async function readAgain(world: World, row: LetterRow, received: Received): Promise<ReadLetter | null> {
  const bytes = await whole(world, row, received)
  return bytes === null ? null : readLetter(world, bytes, received)
}

/** `null`: the disk has lost it; that it came is all that is known of it. */
export async function whole(world: World, row: LetterRow, received: Received): Promise<Uint8Array | null> {
  try {
    return await bytesOf(world, row.id, received)
  } catch (error) {
    if (error instanceof FilesFailed && isLost(error)) return null
    throw error
  }
}

export function noSuchMail(): Refused {
  const instead = 'Look at the list again: another member may have said what becomes of it.'
  return refuse('no_such_mail', '-', 'This mail does not wait for anybody.', instead)
}

export function unread(): Refused {
  const instead = 'Fetch it as it came, look at it on a machine of its own, and open a case for what it says.'
  return refuse('unreadable', '-', 'This mail cannot be read here.', instead)
}
