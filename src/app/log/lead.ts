import { exactStamp } from '../../core/clock/index.ts'
import type { World } from '../world.ts'
import { isRecent } from './recent.ts'

/** Longer than a slow commit takes; a dead server holds the others up for so long. */
const leaseLength = Temporal.Duration.from({ seconds: 10 })
const renewAfter = Temporal.Duration.from({ seconds: 5 })

/** One server at a time writes the log: who holds the lease in the store. */
export interface Lead {
  /** What this one is called there. */
  readonly holder: string
  /** Takes the lead, or keeps it; false while another server has it. */
  take(): Promise<boolean>
  /** A commit said that another server has it. */
  lost(): void
  /** Lets go of it, so that the next server need not wait for the lease to end. */
  release(): Promise<void>
}

export function openLead({ store, machine }: Pick<World, 'store' | 'machine'>): Lead {
  const holder = machine.random(16).toHex()
  let leased: Temporal.Instant | undefined
  return {
    holder,
    async take() {
      const now = machine.now()
      if (isRecent(leased, now, renewAfter)) return true
      const until = now.add(leaseLength)
      const times = { now: exactStamp(now), until: exactStamp(until), latest: exactStamp(until.add(leaseLength)) }
      const { ok } = await store.commit({ logLease: { holder, ...times } })
      leased = ok ? now : undefined
      return ok
    },
    lost() {
      leased = undefined
    },
    async release() {
      if (leased === undefined) return
      leased = undefined
      const at = exactStamp(machine.now())
      await store.commit({ logLease: { holder, now: at, until: at, latest: at } })
    },
  }
}
