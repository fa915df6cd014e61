import { isId, type CaseId } from '../../core/kernel/index.ts'
import { describedCase } from '../../core/matching/index.ts'
import { isHeld } from '../../core/process/index.ts'
import { VaultFailed } from '../ports/index.ts'
import type { World } from '../world.ts'
import { readPiece } from './imported.ts'

/** Keeps what reports are compared with up to date, from the sealed records; every server has its own, in memory. */
export interface Comparing {
  /** Takes in some of what waits; false: nothing waits any more. */
  round(): Promise<boolean>
}

const eventsAtOnce = 1_000
const casesAtOnce = 4
/** So many cases are compared with, those that changed last. */
const mostCases = 20_000

export function openComparing(world: World): Comparing {
  const { corpus, titles } = world.known
  let position = 0
  let piece = 1
  const waiting = new Set<CaseId>()
  /** The one that changed longest ago first. */
  const taken = new Set<CaseId>()

  async function readAhead(): Promise<boolean> {
    const links = await world.store.scanLinks(position, eventsAtOnce)
    for (const { stream } of links) {
      if (!isId('c', stream)) continue
      waiting.delete(stream)
      waiting.add(stream)
      // Of more than are compared with, those that changed longest ago are not even read.
      const oldest = waiting.values().next().value
      if (waiting.size > mostCases && oldest !== undefined) waiting.delete(oldest)
    }
    position = links.at(-1)?.position ?? position
    return links.length > 0
  }

  async function takeCase(id: CaseId): Promise<void> {
    waiting.delete(id)
    taken.delete(id)
    try {
      const { state: c, records } = await world.records.read('case', id)
      // What is being erased: nothing is written to it any more once its key has gone, so that nobody would look again.
      const isErased = records.some(({ event }) => event.type === 'ErasureDecided')
      if (c === null || isErased || c.setAside?.as === 'spam' || isHeld(c)) {
        corpus.drop(id)
        return
      }
      corpus.put(id, describedCase(c))
      taken.add(id)
    } catch (error) {
      if (!(error instanceof VaultFailed)) {
        // Records or keys cannot be asked for now, which says nothing of the case: it is looked at again.
        waiting.add(id)
        throw error
      }
      world.lines.error('case_not_compared', { case: id, code: error.code })
    }
    const oldest = taken.values().next().value
    if (taken.size > mostCases && oldest !== undefined) {
      taken.delete(oldest)
      corpus.drop(oldest)
    }
  }

  async function takePiece(): Promise<boolean> {
    const records = await readPiece(world, piece)
    if (records === undefined) return false
    for (const { id, title, text } of records) {
      if (text === '') {
        corpus.drop(id)
        titles.delete(id)
      } else {
        corpus.put(id, { title, text })
        titles.set(id, title)
      }
    }
    piece += 1
    return true
  }

  return {
    async round() {
      // All events first: a case that a hundred of them are about is read once.
      if (await readAhead()) return true
      for (const id of waiting.values().take(casesAtOnce).toArray()) await takeCase(id)
      return waiting.size > 0 || takePiece()
    },
  }
}
