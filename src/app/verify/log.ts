import { isId, type CommunityId, type StreamId } from '../../core/kernel/index.ts'
import { verdictOf, writeKey, type VerifierKey } from '../../core/log/index.ts'
import type { Landmark, LogEvent, LogState, Machine, Store, Vault } from '../ports/index.ts'
import { checkpointIn, type Judging, type ReadCheckpoint } from './checkpoints.ts'
import { readEvents, type Events, type Seen } from './events.ts'
import { knownWitnesses, sealedKey } from './keys.ts'
import { matchLeaves } from './leaves.ts'
import { growRoots } from './roots.ts'
import { gathered, type Tell, type Verification } from './verification.ts'
import { walkLog } from './walk.ts'

/** What is verified, and against what. Nothing here can write. */
export interface Verifying {
  readonly store: Pick<
    Store,
    'scan' | 'scanLinks' | 'readStream' | 'streamEnds' | 'logState' | 'logBatches' | 'lookup' | 'setting'
  >
  /** `null`: without any key. The bodies stay closed; chains and the log are verified all the same. */
  readonly vault: Pick<Vault, 'key'> | null
  readonly landmark: Pick<Landmark, 'read'> | null
  readonly machine: Pick<Machine, 'sha256' | 'hmac' | 'digest' | 'ed25519'>
  /** Whose log it is; `null`: without its key, nobody can tell. */
  readonly community: CommunityId | null
}

export interface Against {
  /** Heads of an earlier verification: each must still stand in its stream. */
  readonly heads?: ReadonlyMap<StreamId, string>
  /** A checkpoint's note, kept elsewhere: the log must go on from it. */
  readonly checkpoint?: string
  /** The log's key, as somebody else knows it; left out: the one that is sealed in the installation. */
  readonly key?: VerifierKey
  readonly progress?: (events: number) => void
}

const page = 1000

/**
 * Recomputes everything from what is stored: commitments, chains, leaves, the tree, checkpoints and their signatures.
 * Of the code that wrote it, it shares only the forms (core/log). Beside a running server it sees what was committed
 * when it came by; what the log has not taken in yet is told as its tail.
 */
export async function verifyLog(from: Verifying, against: Against = {}): Promise<Verification> {
  const { store, vault, machine } = from
  const { tell, findings, more } = gathered()
  const kept = new Map(against.heads ?? [])
  // Asked before the events: whatever ended somewhere then must at least go as far now.
  const ends = await endsOf(store)
  const events = readEvents({
    store,
    vault,
    machine,
    tell,
    seen: ({ stream, chain }: Seen) => {
      if (kept.get(stream) === chain) kept.delete(stream)
    },
    progress: against.progress ?? (() => undefined),
  })
  const log = await verifyLeaves(from, events, ends, tell, against)
  for (const [stream, version] of ends) {
    const last = events.streams.get(stream)?.version ?? 0
    if (last < version) tell('end_missing', `${stream}/${version}`, `the record ends at version ${last}`)
  }
  for (const stream of kept.keys()) tell('head_missing', `${stream}/${events.streams.get(stream)?.version ?? 0}`)
  return {
    streams: events.streams.size,
    events: events.count(),
    erased: [...events.erased],
    ...log,
    findings,
    more: more(),
    heads: new Map([...events.streams].map(([stream, { chain }]) => [stream, chain])),
  }
}

async function verifyLeaves(
  { store, vault, landmark, machine, community }: Verifying,
  events: Events,
  ends: ReadonlyMap<StreamId, number>,
  tell: Tell,
  against: Against,
): Promise<Pick<Verification, 'leaves' | 'checkpoints' | 'tail' | 'key'>> {
  // Before the log, which only grows.
  const known = await landmark?.read()
  const begun = (await store.logState()).size > 0
  const sources = { store, machine, tell }
  const own = begun && vault !== null && community !== null && against.key === undefined
  const key = own ? await sealedKey(sources, vault, community) : (against.key ?? null)
  const judging: Judging = { machine, key, witnesses: await knownWitnesses(sources), tell }
  const earlier = [
    keptCheckpoint(against.checkpoint, 'the checkpoint that was given', judging),
    keptCheckpoint(known, 'the checkpoint on this machine', judging),
  ].filter((one) => one !== undefined)
  const matching = matchLeaves(events, (event) => isThere(store, ends, event), machine, tell)
  const walk = walkLog({ matching, roots: growRoots(machine.digest), earlier, judging })
  let state: LogState
  for (;;) {
    // Asked before the rows: when no more rows come after it, the two belong together, beside a running server too.
    state = await store.logState()
    const batches = await store.logBatches(walk.size(), page)
    for (const batch of batches) await walk.take(batch)
    if (batches.length === 0) break
  }
  const tail = await matching.rest()
  walk.end(state)
  return { leaves: walk.size(), checkpoints: walk.checkpoints(), tail, key: key === null ? null : writeKey(key) }
}

/** A checkpoint that says nothing about this log is told, and compared with nothing. */
function keptCheckpoint(
  written: string | undefined,
  called: string,
  { machine, key, tell }: Judging,
): ReadCheckpoint | undefined {
  if (written === undefined) return undefined
  const read = checkpointIn(written)
  const ours = read !== undefined && (key === null || verdictOf(machine.ed25519, read.note, key).verdict === 'signed')
  if (!ours) tell('not_ours', called)
  return ours ? read : undefined
}

async function endsOf(store: Pick<Store, 'streamEnds'>): Promise<ReadonlyMap<StreamId, number>> {
  const ends = new Map<StreamId, number>()
  for (let after = 0; ;) {
    const rows = await store.streamEnds(after, page)
    for (const { stream, version } of rows) ends.set(stream, version)
    const last = rows.at(-1)
    if (last === undefined) return ends
    after = last.ordinal
  }
}

/** Asked only where an event is not the one that should come next. */
async function isThere(
  store: Pick<Store, 'readStream'>,
  ends: ReadonlyMap<StreamId, number>,
  { stream, version }: LogEvent,
): Promise<boolean> {
  const named = (['k', 'c', 'r', 'p'] as const).some((letter) => isId(letter, stream))
  if (!named || !Number.isSafeInteger(version) || version < 1 || !ends.has(stream)) return false
  const [event] = await store.readStream(stream, version - 1)
  return event?.version === version
}
