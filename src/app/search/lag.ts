import { mostWaiting } from '../ports/index.ts'
import type { World } from '../world.ts'

/** How far the search index lags behind what was committed. */
export interface IndexLag {
  readonly events: number
  /** There are more, which were not counted. */
  readonly isMore: boolean
}

export async function indexLag({ store }: World): Promise<IndexLag> {
  const { waiting } = await store.indexState()
  return { events: waiting, isMore: waiting >= mostWaiting }
}
