import { exactStamp } from '../../core/clock/index.ts'
import {
  appended,
  hashLength,
  leafOf,
  readNote,
  rootOf,
  signed,
  verdictOf,
  writeCheckpoint,
  writeNote,
  type Frontier,
  type SigningKey,
} from '../../core/log/index.ts'
import type { LogState } from '../ports/index.ts'
import type { World } from '../world.ts'
import { madeLogKey } from './key.ts'
import { reachedBy, type Reached } from './reached.ts'
import { noteTrouble, type LogTrouble } from './trouble.ts'

/** Takes committed events into the log. Acts never wait for it: what is not in yet is the log's tail. */
export interface Sequencing {
  /** Takes in what waits, at most `atOnce` events, and says how many. 0, too, while another server leads. */
  round(): Promise<number>
  /** Lets go of the lead, so that the next server need not wait for the lease to end. */
  release(): Promise<void>
}

/**
 * Thrown where the log's own rows contradict what it signed: it signs nothing on top of that. `log_rolled_back`: they are
 * an earlier state, or another past, than the landmark on this machine.
 */
export class LogBroken extends Error {
  override readonly name = 'LogBroken'
  readonly code: LogTrouble
  constructor(code: LogTrouble = 'log_broken') {
    super('the log or its records are not as they were written: run tocsin log verify')
    this.code = code
  }
}

const atOnce = 1000
/** Longer than a slow commit takes; a dead server holds the others up for so long. */
const leaseLength = Temporal.Duration.from({ seconds: 10 })
const renewAfter = Temporal.Duration.from({ seconds: 5 })
/** How far the log has come is written down apart from the database so often, and at the end; in between it is in memory. */
const landmarkEvery = Temporal.Duration.from({ minutes: 1 })

export function openSequencing(world: World): Sequencing {
  const { store, machine, landmark } = world
  const holder = machine.random(16).toHex()
  let leased: Temporal.Instant | undefined
  let seen: Reached | undefined
  let untold: string | undefined
  let told: Temporal.Instant | undefined

  /** Throws where the log is not what it was when it was last seen, or more. */
  async function goesOn({ size }: LogState, seen: Reached): Promise<void> {
    if (size < seen.size) throw new LogBroken('log_rolled_back')
    if (size === seen.size) return
    const [then] = seen.size === 0 ? [] : await store.logBatches(seen.size - 1, 1)
    if (seen.size > 0 && (then === undefined || reachedBy(then.note).text !== seen.text)) {
      throw new LogBroken('log_rolled_back')
    }
    const [[last], key] = [await store.logBatches(size - 1, 1), await madeLogKey(world)]
    if (last?.size !== size || key === undefined || !isSigned(world, last.note, key)) throw new LogBroken()
    await come(last.note)
  }

  async function come(note: string): Promise<void> {
    seen = reachedBy(note)
    untold = note
    const now = machine.now()
    const age = told === undefined ? undefined : now.since(told)
    const isFresh = age !== undefined && age.sign >= 0 && Temporal.Duration.compare(age, landmarkEvery) < 0
    if (!isFresh) await tell(now)
  }

  async function tell(now: Temporal.Instant): Promise<void> {
    if (untold === undefined) return
    await landmark.write(untold)
    untold = undefined
    told = now
  }

  async function lead(): Promise<boolean> {
    const now = machine.now()
    const age = leased === undefined ? undefined : now.since(leased)
    if (age !== undefined && age.sign >= 0 && Temporal.Duration.compare(age, renewAfter) < 0) return true
    const until = now.add(leaseLength)
    const times = { now: exactStamp(now), until: exactStamp(until), latest: exactStamp(until.add(leaseLength)) }
    const { ok } = await store.commit({ logLease: { holder, ...times } })
    leased = ok ? now : undefined
    return ok
  }

  async function takeIn(): Promise<number> {
    // Asked before the lease: where nothing waits, nothing is written.
    // Before the state: what others write down meanwhile is no more than what is there by then.
    seen ??= reachedBy(await landmark.read())
    const state = await store.logState()
    await goesOn(state, seen)
    const waiting = await store.scanLinks(state.position, atOnce)
    const last = waiting.at(-1)
    if (last === undefined) return 0
    const key = await madeLogKey(world)
    if (key === undefined || !(await lead())) return 0
    const before = await frontierOf(world, state, key, seen.text)
    const leaves = waiting.map(({ event }) => leafOf(machine.digest, event.chain)).filter((one) => one !== undefined)
    if (leaves.length < waiting.length) throw new LogBroken()
    const after = leaves.reduce((frontier, leaf) => appended(machine.digest, frontier, leaf), before)
    const text = writeCheckpoint({ origin: key.key.name, size: after.size, root: rootOf(machine.digest, after) })
    const note = writeNote({ text, signatures: [signed(machine.ed25519, text, key)] })
    const { ok } = await store.commit({
      sequenced: {
        holder,
        before: state.size,
        state: { size: after.size, position: last.position, roots: after.roots.map((root) => root.toHex()).join('') },
        batch: {
          size: after.size,
          events: waiting.map(({ stream, event }) => ({ stream, version: event.version })),
          leaves: joined(leaves),
          note,
        },
      },
    })
    // Another server took the lead in between: what it wrote stands, and nothing of this does.
    if (ok) await come(note)
    else leased = undefined
    return ok ? waiting.length : 0
  }

  return {
    async round() {
      try {
        const taken = await takeIn()
        noteTrouble(store, null)
        return taken
      } catch (error) {
        if (error instanceof LogBroken) noteTrouble(store, error.code)
        throw error
      }
    },
    async release() {
      const now = machine.now()
      await tell(now)
      if (leased === undefined) return
      leased = undefined
      const at = exactStamp(now)
      await store.commit({ logLease: { holder, now: at, until: at, latest: at } })
    },
  }
}

/** Everything that waits, for a command: 0 where a server is at it already. */
export async function sequence(world: World): Promise<number> {
  const sequencing = openSequencing(world)
  let taken = 0
  for (let more = await sequencing.round(); more > 0; more = await sequencing.round()) taken += more
  await sequencing.release()
  return taken
}

/**
 * Where the log goes on from, if that is where its last checkpoint ended: whoever can write to the database must not
 * get another past signed.
 */
async function frontierOf(
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

function isSigned({ machine }: Pick<World, 'machine'>, note: string, { key }: SigningKey): boolean {
  return verdictOf(machine.ed25519, readNote(note), key).verdict === 'signed'
}

function onesIn(size: number): number {
  return size.toString(2).replaceAll('0', '').length
}

function split(hashes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(hashes.length / hashLength) }, (_, index) =>
    hashes.subarray(index * hashLength, (index + 1) * hashLength),
  )
}

function joined(hashes: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(hashes.length * hashLength)
  for (const [index, hash] of hashes.entries()) all.set(hash, index * hashLength)
  return all
}
