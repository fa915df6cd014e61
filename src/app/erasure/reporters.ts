import { isId, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { loadCommunity } from '../community/index.ts'
import { leavingBatch, unfindable } from '../people/index.ts'
import { StoreFailed } from '../ports/index.ts'
import { casesNaming, forgetInSearch } from '../search/index.ts'
import type { StreamOf } from '../records/index.ts'
import type { World } from '../world.ts'
import { unsentOf } from './unsent.ts'

/**
 * Erases whoever reported what was erased, if nothing else is known of them: their name and address were part of it. For
 * who is still needed elsewhere it is asked again each time, so that they go with the last case that names them. `of`: one
 * case's alone, where many are erased one after the other.
 */
export async function finishReporters(world: World, of: 'all' | CaseId = 'all'): Promise<void> {
  const all = (await loadCommunity(world))?.erased ?? []
  const erased = new Set(all.map((one) => one.case))
  const people = all.flatMap((one) => (of === 'all' || of === one.case ? one.reporters : []))
  for (const stream of await stillThere(world, [...new Set(people)])) {
    const { id, state: known } = stream
    const person = id as PersonId
    if (known === null || (await isNeeded(world, person, erased))) continue
    const now = world.machine.now()
    const batch = leavingBatch(world, known)
    const ways = await unfindable(world, person, known.email)
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

const atOnce = 200

/** Those of whom something is known, and who never signed in: who did has an account, and it is theirs to keep. */
async function stillThere(world: World, people: readonly PersonId[]): Promise<readonly StreamOf<'person'>[]> {
  const found: StreamOf<'person'>[] = []
  for (let from = 0; from < people.length; from += atOnce) {
    const some = await world.records.readAll('person', people.slice(from, from + atOnce))
    found.push(...some.values())
  }
  const signedIn = ({ records }: StreamOf<'person'>) => records.some(({ event }) => event.type === 'SignedIn')
  return found.filter((stream) => stream.state !== null && !signedIn(stream))
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
