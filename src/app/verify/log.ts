import type { StreamId } from '../../core/kernel/index.ts'
import { chained, genesis } from '../../core/log/index.ts'
import { VaultFailed, type Machine, type SealedEvent, type Store, type Vault } from '../ports/index.ts'
import { commitmentsHold } from '../records/index.ts'

export interface Finding {
  readonly code: 'chain_broken' | 'gap' | 'commitment_broken' | 'unreadable' | 'head_missing'
  readonly stream: StreamId
  readonly version: number
  readonly says: string
}

export interface Verification {
  readonly streams: number
  readonly events: number
  /** Streams whose key was destroyed: chained, but no longer readable by anyone. */
  readonly erased: number
  readonly findings: readonly Finding[]
  /** The last chain value of each stream, for comparing with a copy kept elsewhere. */
  readonly heads: ReadonlyMap<StreamId, string>
}

interface Running {
  version: number
  chain: string
}

const page = 1000

/**
 * Recomputes every chain and commitment from what is stored, in the order of commits. Writes nothing; of the
 * records it shares only their formats with the code that wrote them. What it cannot find by itself is an end that
 * was cut off: `known`, heads of an earlier verification kept elsewhere, must each still stand in their stream.
 */
export async function verifyLog(
  store: Store,
  vault: Vault,
  machine: Machine,
  known: ReadonlyMap<StreamId, string> = new Map(),
  progress: (events: number) => void = () => undefined,
): Promise<Verification> {
  const missing = new Map(known)
  const streams = new Map<StreamId, Running>()
  const findings: Finding[] = []
  const erased = new Set<StreamId>()
  let events = 0
  for (let position = 0; ;) {
    const batch = await store.scan(position, page)
    for (const { stream, event } of batch) {
      events += 1
      const running = streams.get(stream) ?? { version: 0, chain: genesis }
      findings.push(...links(stream, event, running, machine))
      streams.set(stream, { version: event.version, chain: event.chain })
      if (missing.get(stream) === event.chain) missing.delete(stream)
      const opened = await bodyFindings(stream, event, vault, machine)
      if (opened === 'erased') erased.add(stream)
      else findings.push(...opened)
    }
    const last = batch.at(-1)
    if (last === undefined) break
    position = last.position
    progress(events)
  }
  findings.push(...[...missing.keys()].map((stream) => headMissing(stream, streams.get(stream)?.version ?? 0)))
  const heads = new Map([...streams].map(([stream, { chain }]) => [stream, chain]))
  return { streams: streams.size, events, erased: erased.size, findings, heads }
}

function headMissing(stream: StreamId, version: number): Finding {
  return { code: 'head_missing', stream, version, says: 'the stream no longer holds the end that was seen before' }
}

function links(stream: StreamId, event: SealedEvent, before: Running, { sha256 }: Machine): Finding[] {
  const { version, at, open, personal, chain } = event
  const at1 = { stream, version }
  if (version !== before.version + 1) {
    return [{ code: 'gap', ...at1, says: `version ${version} follows version ${before.version}` }]
  }
  const expected = chained(sha256, before.chain, { stream, version, at, open, personal })
  return chain === expected
    ? []
    : [{ code: 'chain_broken', ...at1, says: 'the chain does not follow from what stands before it' }]
}

async function bodyFindings(
  stream: StreamId,
  event: SealedEvent,
  vault: Vault,
  machine: Machine,
): Promise<readonly Finding[] | 'erased'> {
  const { version } = event
  try {
    const holds = commitmentsHold(stream, event, await vault.key(stream), machine)
    return holds ? [] : [{ code: 'commitment_broken', stream, version, says: 'the body is not what was committed to' }]
  } catch (error) {
    if (error instanceof VaultFailed && error.code === 'no_key') return 'erased'
    return [{ code: 'unreadable', stream, version, says: 'the sealed body cannot be opened' }]
  }
}
