import {
  appended,
  hashLength,
  leafOf,
  rootOf,
  signed,
  writeCheckpoint,
  writeNote,
  type Frontier,
  type SigningKey,
} from '../../core/log/index.ts'
import type { LogBatch, Store } from '../ports/index.ts'
import type { World } from '../world.ts'
import { LogBroken } from './broken.ts'
import { frontierOf } from './frontier.ts'
import { madeLogKey } from './key.ts'
import { openLead } from './lead.ts'
import { openProgress } from './progress.ts'
import { noteTrouble } from './trouble.ts'

/** Takes committed events into the log. Acts never wait for it: what is not in yet is the log's tail. */
export interface Sequencing {
  /** Takes in what waits, at most `atOnce` events, and says how many. 0, too, while another server leads. */
  round(): Promise<number>
  /** Lets go of the lead, so that the next server need not wait for the lease to end. */
  release(): Promise<void>
}

const atOnce = 1000

export function openSequencing(world: World): Sequencing {
  const { store } = world
  const lead = openLead(world)
  const progress = openProgress(world)

  async function takeIn(): Promise<number> {
    // Asked before the lease: where nothing waits, nothing is written.
    // Before the state: what others write down meanwhile is no more than what is there by then.
    await progress.seen()
    const state = await store.logState()
    await progress.follow(state)
    const waiting = await store.scanLinks(state.position, atOnce)
    const last = waiting.at(-1)
    if (last === undefined) return 0
    const key = await madeLogKey(world)
    if (key === undefined || !(await lead.take())) return 0
    const before = await frontierOf(world, state, key, (await progress.seen()).text)
    const { after, batch } = batchOf(world, waiting, before, key)
    const { ok } = await store.commit({
      sequenced: {
        holder: lead.holder,
        before: state.size,
        state: { size: after.size, position: last.position, roots: after.roots.map((root) => root.toHex()).join('') },
        batch,
      },
    })
    // Another server took the lead in between: what it wrote stands, and nothing of this does.
    if (ok) await progress.come(batch.note)
    else lead.lost()
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
      await progress.tell()
      await lead.release()
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

type Waiting = Awaited<ReturnType<Store['scanLinks']>>

/** What waits as leaves, with the checkpoint that signs the log with them. Throws `LogBroken`. */
function batchOf({ machine }: Pick<World, 'machine'>, waiting: Waiting, before: Frontier, key: SigningKey) {
  const leaves = waiting.map(({ event }) => leafOf(machine.digest, event.chain)).filter((one) => one !== undefined)
  if (leaves.length < waiting.length) throw new LogBroken()
  const after = leaves.reduce((frontier, leaf) => appended(machine.digest, frontier, leaf), before)
  const text = writeCheckpoint({ origin: key.key.name, size: after.size, root: rootOf(machine.digest, after) })
  const batch: LogBatch = {
    size: after.size,
    events: waiting.map(({ stream, event }) => ({ stream, version: event.version })),
    leaves: joined(leaves),
    note: writeNote({ text, signatures: [signed(machine.ed25519, text, key)] }),
  }
  return { after, batch }
}

function joined(hashes: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(hashes.length * hashLength)
  for (const [index, hash] of hashes.entries()) all.set(hash, index * hashLength)
  return all
}
