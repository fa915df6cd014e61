import { isId, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import type { IndexState } from '../ports/index.ts'
import type { World } from '../world.ts'
import { leaseFor, openFilling, takeIn } from './fill.ts'
import { casesNaming } from './terms.ts'

export interface Rebuilt {
  /** So many events were gone through. */
  readonly events: number
  /** So many are left: a server has taken over. */
  readonly waiting: number
}

/** How often a change is tried anew because somebody else's came first. */
const tries = 50

/** Empties the index and fills it anew, beside a running server or without one; meanwhile less is found. */
export async function rebuildIndex(world: World, progress?: (waiting: number) => void): Promise<Rebuilt> {
  const holder = world.machine.random(16).toHex()
  await changed(world, async ({ turn }) => {
    const index = { before: turn, position: 0, lease: leaseFor(world, holder), anew: true, cases: [] } as const
    return (await world.store.commit({ index })).ok
  })
  const filling = openFilling(world, holder)
  let events = 0
  for (;;) {
    const taken = await filling.round()
    events += taken
    const { waiting } = await world.store.indexState()
    if (waiting === 0) await filling.release()
    if (waiting === 0 || taken === 0) return { events, waiting }
    progress?.(waiting)
  }
}

/**
 * For an erasure, after the key is destroyed: an erased case is found by nothing, an erased person by no name. What the
 * index holds afterwards is what can still be read.
 */
export async function forgetInSearch(world: World, id: CaseId | PersonId): Promise<void> {
  const cases = isId('c', id) ? [id] : await casesNaming(world, id)
  await changed(world, async (state) => takeIn(world, state, cases, { position: state.position, lease: null }))
}

async function changed(world: World, change: (state: IndexState) => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    if (await change(await world.store.indexState())) return
  }
  throw new IndexBusy()
}

/** Others kept changing the index: trying again helps. */
export class IndexBusy extends Error {
  override readonly name = 'IndexBusy'
  readonly code = 'index_busy'
  constructor() {
    super('others kept changing the search index; try again')
  }
}
