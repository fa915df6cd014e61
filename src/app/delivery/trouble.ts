import { exactStamp } from '../../core/clock/index.ts'
import { membersOf } from '../../core/community/index.ts'
import { isId, refuse, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { notAllowed } from '../answers.ts'
import { theCommunity } from '../community/index.ts'
import type { OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'

/** Something that should have left and did not, or nobody knows. Opaque: no recipient, no word of it. */
export interface Trouble {
  readonly id: string
  readonly kind: string
  readonly case: CaseId | null
  readonly attempts: number
  /** `dead`: it will not be tried again by itself. `unsure`: it may have gone out. */
  readonly state: 'dead' | 'unsure'
  readonly failure: string | null
  readonly created: string
  /** False: the case itself asks what became of it, with its own clauses (R6, T2). */
  readonly retriable: boolean
}

/** What the case's own acts settle: they need a person's word on record. */
const settledInCase = new Set(['announcement', 'retrospective'])

export async function troubles(world: World, limit = 100): Promise<readonly Trouble[]> {
  const rows = await world.store.outbox({ states: ['dead', 'unsure'], limit })
  return rows.map(troubleOf)
}

function troubleOf({ id, kind, stream, attempts, state, failure, created }: OutboxRow): Trouble {
  return {
    id,
    kind,
    attempts,
    failure,
    created,
    state: state === 'unsure' ? 'unsure' : 'dead',
    case: isId('c', stream) ? stream : null,
    retriable: !settledInCase.has(kind),
  }
}

/** As many as the list shows. */
const mostAtOnce = 100

/**
 * Sends dead letters again, with all their tries: a person's word is what an unsure one waits for. All of them in one
 * commit or none; one that somebody else has sent again meanwhile is left alone.
 */
export async function retryDead(
  world: World,
  by: PersonId,
  ...ids: readonly string[]
): Promise<{ readonly done: true } | Refused> {
  const community = await theCommunity(world)
  if (!membersOf(community, world.machine.now()).includes(by) && !community.administrators.includes(by))
    return notAllowed()
  if (ids.length === 0) return refuse('nothing_to_retry', '-', 'No mail is chosen.', 'Choose some in the list.')
  if (ids.length > mostAtOnce) {
    return refuse('too_many_to_retry', '-', `At most ${mostAtOnce} are sent again at once.`, 'Choose fewer.')
  }
  const rows = await Promise.all([...new Set(ids)].map((id) => world.store.outboxEntry(id)))
  const stuck = rows.flatMap((row) => (row?.state === 'dead' || row?.state === 'unsure' ? [row] : []))
  if (stuck.length === 0) {
    return refuse('nothing_to_retry', '-', 'There is no such undelivered mail.', 'The list shows what is left.')
  }
  const settled = stuck.find(({ kind }) => settledInCase.has(kind))
  if (settled !== undefined) {
    return refuse(
      'settled_in_case',
      settled.kind === 'announcement' ? 'R6' : 'T2',
      'This mail goes to the public list: whether it went out is decided on its case.',
      'Open the case and say whether it was delivered.',
    )
  }
  const due = exactStamp(world.machine.now())
  // Two people press at once: where the other's mail has left meanwhile, it is not sent a second time.
  const again = { state: 'waiting', attempts: 0, due, settled: null, from: ['dead', 'unsure'] } as const
  await world.store.commit({ outboxChanges: stuck.map(({ id, failure }) => ({ ...again, id, failure })) })
  return { done: true }
}
