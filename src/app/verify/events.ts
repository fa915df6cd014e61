import { kindOf, type StreamId } from '../../core/kernel/index.ts'
import { chained, commitment, genesis, openPart, personalPart, placeOf, type SealedBody } from '../../core/log/index.ts'
import {
  VaultFailed,
  VaultUnavailable,
  type Machine,
  type SealedEvent,
  type Store,
  type StreamKey,
  type Vault,
} from '../ports/index.ts'
import type { Tell } from './verification.ts'

/** An event that was looked at, and the chain value that stands at it. */
export interface Seen {
  readonly position: number
  readonly stream: StreamId
  readonly version: number
  readonly chain: string
}

export interface Running {
  version: number
  chain: string
}

export interface Events {
  /**
   * The next event in the order of commits, after its chain and its commitments were recomputed. No promise where it is
   * at hand: waiting for one takes as long as hashing.
   */
  next(): Seen | undefined | Promise<Seen | undefined>
  /** Where each stream stands so far. */
  readonly streams: ReadonlyMap<StreamId, Running>
  readonly erased: ReadonlySet<StreamId>
  count(): number
}

export interface Reading {
  readonly store: Pick<Store, 'scan' | 'scanLinks'>
  /** `null`: the bodies stay closed, and only what is plain is verified. */
  readonly vault: Pick<Vault, 'key'> | null
  readonly machine: Pick<Machine, 'sha256' | 'hmac'>
  readonly tell: Tell
  readonly seen: (event: Seen) => void
  readonly progress: (events: number) => void
}

/** An event as it was read; without its body where nothing is opened. */
interface Row {
  readonly position: number
  readonly stream: StreamId
  readonly event: Omit<SealedEvent, 'sealed'> & { readonly sealed?: Uint8Array }
}

const page = 1000

export function readEvents({ store, vault, machine, tell, seen, progress }: Reading): Events {
  const streams = new Map<StreamId, Running>()
  const erased = new Set<StreamId>()
  let batch: readonly Row[] = []
  let [at, position, count] = [0, 0, 0]

  return {
    streams,
    erased,
    count: () => count,
    next() {
      const row = batch[at]
      return row === undefined || vault !== null ? later() : looked(row)
    },
  }

  async function later(): Promise<Seen | undefined> {
    if (at === batch.length) {
      progress(count)
      batch = await (vault === null ? store.scanLinks(position, page) : store.scan(position, page))
      at = 0
    }
    const row = batch[at]
    if (row === undefined) return undefined
    const found = looked(row)
    if (vault !== null) await checkBody(vault, row.stream, row.event)
    return found
  }

  function looked({ position: place, stream, event }: Row): Seen {
    at += 1
    count += 1
    position = place
    checkLink(stream, event)
    const found = { position, stream, version: event.version, chain: event.chain }
    seen(found)
    return found
  }

  function checkLink(stream: StreamId, event: Row['event']): void {
    const { version, at: time, open, personal, chain } = event
    const before = streams.get(stream) ?? { version: 0, chain: genesis }
    if (version !== before.version + 1) {
      tell('gap', `${stream}/${version}`, `version ${version} follows version ${before.version}`)
    } else if (chained(machine.sha256, before.chain, { stream, version, at: time, open, personal }) !== chain) {
      tell('chain_broken', `${stream}/${version}`)
    }
    if (before.version === 0) streams.set(stream, before)
    before.version = version
    before.chain = chain
  }

  async function checkBody(from: Pick<Vault, 'key'>, stream: StreamId, event: Row['event']): Promise<void> {
    if (erased.has(stream)) return
    const place = `${stream}/${event.version}`
    try {
      if (!commitmentsHold(stream, event, await from.key(stream))) tell('commitment_broken', place)
    } catch (error) {
      // Nothing is known of any key: that is no finding.
      if (error instanceof VaultUnavailable) throw error
      const gone = error instanceof VaultFailed && error.code === 'no_key'
      if (!gone) tell('unreadable', place)
      else {
        erased.add(stream)
        // Cases and people can be erased; a community or a release without its key is damage.
        if (kindOf(stream) === 'community' || kindOf(stream) === 'release') tell('key_missing', stream)
      }
    }
  }

  function commitmentsHold(stream: StreamId, event: Row['event'], key: StreamKey): boolean {
    const body = JSON.parse(key.unseal(placeOf(stream, event), event.sealed ?? new Uint8Array(0))) as SealedBody
    return (
      commitment(machine.hmac, body.open.opening, openPart(body)) === event.open &&
      commitment(machine.hmac, body.personal.opening, personalPart(body)) === event.personal
    )
  }
}
