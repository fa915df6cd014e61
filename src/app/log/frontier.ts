import { hashLength, rootOf, writeCheckpoint, type Frontier, type SigningKey } from '../../core/log/index.ts'
import type { LogState } from '../ports/index.ts'
import type { World } from '../world.ts'
import { LogBroken } from './broken.ts'
import { reachedBy } from './reached.ts'
import { isSigned } from './signedHere.ts'

/**
 * Where the log goes on from, if that is where its last checkpoint ended: whoever can write to the database must not
 * get another past signed. Throws `LogBroken`.
 */
export async function frontierOf(
  { store, machine }: World,
  { size, roots, position }: LogState,
  key: SigningKey,
  seen: string,
): Promise<Frontier> {
  // Not the newest: another server may have gone on meanwhile, and then nothing of this is written.
  const [last] = await store.logBatches(size - 1, 1)
  const frontier = { size, roots: split(Uint8Array.fromHex(roots)) }
  if (size === 0 && position === 0 && roots === '' && last === undefined) return frontier
  const [at] = await store.scanLinks(position - 1, 1)
  const [end] = last?.events.slice(-1) ?? []
  if (at?.position !== position || at.stream !== end?.stream || at.event.version !== end.version) throw new LogBroken()
  if (last?.size !== size || frontier.roots.length !== onesIn(size)) throw new LogBroken()
  const text = writeCheckpoint({ origin: key.key.name, size, root: rootOf(machine.digest, frontier) })
  if (reachedBy(last.note).text !== text || !isSigned({ machine }, last.note, key)) throw new LogBroken()
  if (text !== seen) throw new LogBroken('log_rolled_back')
  return frontier
}

function onesIn(size: number): number {
  return size.toString(2).replaceAll('0', '').length
}

function split(hashes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(hashes.length / hashLength) }, (_, index) =>
    hashes.subarray(index * hashLength, (index + 1) * hashLength),
  )
}
