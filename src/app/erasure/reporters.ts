import { isId, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { loadCommunity } from '../community/index.ts'
import { leavingBatch, unfindable } from '../people/index.ts'
import { StoreFailed } from '../ports/index.ts'
import { casesNaming, forgetInSearch } from '../search/index.ts'
import type { World } from '../world.ts'
import { unsentOf } from './unsent.ts'

/**
 * Erases whoever reported what was erased, if nothing else is known of them: their name and address were part of it. For
 * who is still needed elsewhere it is asked again each time, so that they go with the last case that names them.
 */
export async function finishReporters(world: World): Promise<void> {
  const community = await loadCommunity(world)
  const erased = new Set(community?.erased.map((one) => one.case))
  for (const person of new Set(community?.erased.flatMap(({ reporters }) => reporters))) {
    const stream = await world.records.read('person', person)
    // Whoever ever signed in has an account: it is theirs to keep.
    if (stream.state === null || stream.records.some(({ event }) => event.type === 'SignedIn')) continue
    if (await isNeeded(world, person, erased)) continue
    const now = world.machine.now()
    const batch = leavingBatch(world, stream.state)
    const ways = await unfindable(world, person, stream.state.email)
    const committed = await world.store.commit({
      ...batch,
      freed: [...(batch.freed ?? []), ...ways.freed],
      lookups: ways.lookups,
      appends: [world.records.unchanged('person', stream)],
      outboxChanges: await unsentOf(world, person, now),
    })
    // They signed in, or somebody changed them, at this moment: looked at again in the next round.
    if (!committed.ok) continue
    await world.vault.destroyKey(person)
    await forgetInSearch(world, person)
    world.lines.info('person_erased', { person })
  }
}

/** On a case that is there, in the community's record, or in reach of a link to such a case; in doubt they are. */
async function isNeeded(world: World, person: PersonId, erased: ReadonlySet<CaseId>): Promise<boolean> {
  if ((await world.store.cases({ person, open: 'all', limit: 1 })).length > 0) return true
  const links = await Promise.all(
    (['reporter', 'invitation'] as const).map((kind) => world.store.secretsOf(person, kind)),
  )
  if (links.flat().some(({ scope }) => scope !== null && !erased.has(scope as CaseId))) return true
  const community = await world.records.read('community', world.community)
  if (community.records.some(({ by, event }) => event.type !== 'CaseErased' && names({ by, event }, person)))
    return true
  const perhaps = await perhapsNaming(world, person)
  if (perhaps === undefined) return true
  for (const id of perhaps) {
    const { records } = await world.records.read('case', id)
    if (names(records, person)) return true
  }
  return false
}

/** So much of what the search has not taken in yet is looked through. */
const tail = 1000

/**
 * Cases that the search knows the person by, and those it has not caught up with; `undefined`: too many of these, or the
 * end of the record cannot be read now.
 */
async function perhapsNaming(world: World, person: PersonId): Promise<ReadonlySet<CaseId> | undefined> {
  const { position } = await world.store.indexState()
  const newer = await world.store.scanLinks(position, tail).catch((error: unknown) => {
    if (error instanceof StoreFailed && error.code === 'busy') return undefined
    throw error
  })
  if (newer === undefined || newer.length === tail) return undefined
  const changed = newer.flatMap(({ stream }) => (isId('c', stream) ? [stream] : []))
  return new Set([...changed, ...(await casesNaming(world, person))])
}

function names(what: unknown, person: PersonId): boolean {
  return JSON.stringify(what).includes(person)
}
