import { exactStamp } from '../../core/clock/index.ts'
import { isId, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import type { IndexState } from '../ports/index.ts'
import type { World } from '../world.ts'
import { casesNaming, indexedTerms } from './terms.ts'

/** Fills the search index with what was committed. Acts never wait for it: what is not in yet is its lag. */
export interface Filling {
  /** Takes in what waits, some events at once, and says how many. 0, too, while another server is at it. */
  round(): Promise<number>
  /** Lets others go on at once, so that they need not wait for the lease to end. */
  release(): Promise<void>
}

const eventsAtOnce = 400
/** Few enough that neither this thread nor the writing one is held up for long: some 20 ms. */
const casesAtOnce = 16
/** A dead server holds the others up for so long. */
const leaseLength = { seconds: 10 }

export function openFilling(world: World, holder: string = world.machine.random(16).toHex()): Filling {
  const { store, machine } = world

  return {
    async round() {
      const state = await store.indexState()
      if (state.waiting === 0 || isHeldByOther(state, holder, machine.now())) return 0
      const waiting = await store.scanLinks(state.position, eventsAtOnce)
      const last = waiting.at(-1)
      if (last === undefined) return 0
      const cases = new Set(waiting.flatMap(({ stream }) => (isId('c', stream) ? [stream] : [])))
      for (const { stream, event } of waiting) {
        if (!isId('p', stream) || !(await changesName(world, stream, event.version))) continue
        for (const id of await casesNaming(world, stream)) cases.add(id)
      }
      const lease = leaseFor(world, holder)
      const done = await takeIn(world, state, [...cases], { position: last.position, lease })
      return done ? waiting.length : 0
    },
    async release() {
      const { turn, position, holder: current } = await store.indexState()
      if (current === holder) await store.commit({ index: { before: turn, position, lease: null, cases: [] } })
    },
  }
}

export function leaseFor({ machine }: World, holder: string): NonNullable<TakingIn['lease']> {
  return { holder, until: exactStamp(machine.now().add(leaseLength)) }
}

/** A lease that runs longer than a new one was taken under a clock that has jumped: it counts for nothing. */
function isHeldByOther({ holder, leasedUntil }: IndexState, own: string, now: Temporal.Instant): boolean {
  if (holder === null || holder === own || leasedUntil === null) return false
  const until = Temporal.Instant.from(leasedUntil)
  return Temporal.Instant.compare(until, now) > 0 && Temporal.Instant.compare(until, now.add(leaseLength)) <= 0
}

async function changesName(world: World, id: PersonId, version: number): Promise<boolean> {
  const { records, state } = await world.records.read('person', id)
  return state === null || records[version - 1]?.event.type === 'PersonChanged'
}

export interface TakingIn {
  /** Where the index stands when all of it is in. */
  readonly position: number
  readonly lease: { readonly holder: string; readonly until: string } | null
}

/**
 * Brings the index up to date with these cases, as they are now. False: somebody else changed the index meanwhile, and
 * what of this is not in yet waits still.
 */
export async function takeIn(
  { store, ...world }: World,
  state: IndexState,
  ids: readonly CaseId[],
  { position, lease }: TakingIn,
): Promise<boolean> {
  let before = state.turn
  let committed: ReturnType<World['store']['commit']> = Promise.resolve({ ok: true })
  for (let from = 0; ; from += casesAtOnce) {
    const known = await store.indexedCases(ids.slice(from, from + casesAtOnce))
    const cases = []
    for (const one of known) {
      const is = await indexedTerms({ ...world, store }, one)
      cases.push({ case: one.case, place: one.place, was: one.terms, is })
    }
    // Worked out while the one before it was being written; each needs it to be in.
    if (!(await committed).ok) return false
    const isLast = from + casesAtOnce >= ids.length
    committed = store.commit({ index: { before, position: isLast ? position : state.position, lease, cases } })
    if (isLast) return (await committed).ok
    before += 1
  }
}
