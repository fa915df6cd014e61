import { isId, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { following, type Case, type NoCase } from '../../core/process/index.ts'
import { policyOf } from '../community/index.ts'
import type { World } from '../world.ts'
import type { Actor, Change } from './change.ts'
import type { CaseStream, LoadedCase } from './load.ts'

/** Another case that an act names: as it is on disk, or why nothing can be decided on it. */
export type Named = CaseStream | NoCase

/** The case that somebody wants another one merged into. Only what they may see is told apart from what is not there. */
export async function namedCase(world: World, person: PersonId, fields: object): Promise<LoadedCase['named']> {
  const into = 'into' in fields ? fields.into : undefined
  if (typeof into !== 'string' || !isId('c', into)) return undefined
  return { id: into, found: await find(world, person, into) }
}

async function find(world: World, person: PersonId, id: CaseId): Promise<Named> {
  const row = await world.store.caseRow(person, id)
  if (row === undefined) return 'unknown'
  if (row.community !== world.community) return 'foreign'
  const stream = await world.records.read('case', id)
  return stream.state === null ? 'erased' : stream
}

/** What the cases that were merged into one record when that one's embargo changes, in the same transaction. */
export async function inAbsorbed(
  world: World,
  { community }: LoadedCase,
  { stream, events }: Change,
  actor: Actor,
): Promise<readonly Change[]> {
  const absorbed = stream.state?.related.absorbed ?? []
  const found = await Promise.all(absorbed.map((id) => world.records.read('case', id)))
  return found.flatMap((one): Change[] => {
    if (one.state === null) return []
    const follows = following(one.state, events, actor)
    return follows.length === 0 ? [] : [{ stream: one, events: follows, policy: policyOf(community, one.state.policy) }]
  })
}

/** T2: how somebody wants to be credited goes where the advisory is written: to the case that theirs went into. */
export async function creditsOnward(
  world: World,
  { community }: LoadedCase,
  { stream, events }: Change,
): Promise<readonly Change[]> {
  const chosen = events.filter(({ type }) => type === 'CreditChosen')
  const onward = chosen.length === 0 ? undefined : await goesOnIn(world, stream.state)
  return onward?.state == null
    ? []
    : [{ stream: onward, events: chosen, policy: policyOf(community, onward.state.policy) }]
}

/** Where a merged case goes on now: what it went into may have been merged itself. */
async function goesOnIn(world: World, c: Case | null): Promise<CaseStream | undefined> {
  const next = c?.related.mergedInto ?? null
  if (next === null) return undefined
  const stream = await world.records.read('case', next)
  return (await goesOnIn(world, stream.state)) ?? stream
}
