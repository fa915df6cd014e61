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

/** Sends a dead letter again, with all its tries: a person's word is what an unsure one waits for. */
export async function retryDead(world: World, by: PersonId, id: string): Promise<{ readonly done: true } | Refused> {
  const community = await theCommunity(world)
  if (!membersOf(community, world.machine.now()).includes(by) && !community.administrators.includes(by))
    return notAllowed()
  const row = await world.store.outboxEntry(id)
  if (row === undefined || (row.state !== 'dead' && row.state !== 'unsure')) {
    return refuse('nothing_to_retry', '-', 'There is no such undelivered mail.', 'The list shows what is left.')
  }
  if (settledInCase.has(row.kind)) {
    return refuse(
      'settled_in_case',
      row.kind === 'announcement' ? 'R6' : 'T2',
      'This mail goes to the public list: whether it went out is decided on its case.',
      'Open the case and say whether it was delivered.',
    )
  }
  const due = exactStamp(world.machine.now())
  const change = { id, state: 'waiting', attempts: 0, due, failure: row.failure, settled: null } as const
  await world.store.commit({ outboxChanges: [change] })
  return { done: true }
}
