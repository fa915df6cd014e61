import { setTimeout as rest } from 'node:timers/promises'
import { codeOf } from '../core/kernel/index.ts'
import {
  collectFiles,
  deliverBeside,
  deliverDue,
  finishErasures,
  followClock,
  issueDue,
  openComparing,
  openFilling,
  openForgetting,
  openPlacing,
  openSequencing,
  openWays,
  passTime,
  type World,
} from '../app/index.ts'

/** How often the product looks whether something is due, in milliseconds. */
const every = 1000
/** How soon it looks when somebody has just committed work: later than that, so that one round takes what many wrote. */
const soon = 50
/** How soon after its announcement an advisory is tested, signed, and out as CSAF. */
const publishingEvery = 10_000
const minutely = 60_000
/** Reading what reports are compared with rests so long after every few milliseconds of work. */
const breath = 6
const hourly = 3_600_000

/**
 * What runs beside requests: the passing of time, the outbox, the log, the search index, forgetting old secrets, and
 * forgetting files that no record names or that were erased; none waits for another. One round after the other; a failed round is told and
 * tried again, so nothing sleeps in memory that a restart would lose. Work that this server or another one has just
 * committed is looked at soon; looking is what counts.
 */
export function startBackground(world: World): { stop(): Promise<void> } {
  const sequencing = openSequencing(world)
  const filling = openFilling(world)
  const forgetting = openForgetting(world)
  const comparing = openComparing(world)
  const placing = openPlacing(world)
  const ways = openWays(world)
  const rounds = [
    // A wound clock can make much due at once: go on until nothing is left.
    startRounds(world, 'time', async (goOn) => {
      while (goOn() && (await passTime(world)) > 0);
    }),
    startRounds(world, 'outbox', async () => {
      await deliverDue(world)
    }),
    startRounds(world, 'alerts', async () => {
      await deliverBeside(world)
    }),
    startRounds(world, 'log', async (goOn) => {
      while (goOn() && (await sequencing.round()) > 0);
    }),
    startRounds(world, 'search', async (goOn) => {
      while (goOn() && (await filling.round()) > 0);
    }),
    startRounds(world, 'mail', async (goOn) => {
      while (goOn() && (await placing.round()) > 0);
    }),
    startRounds(world, 'mail-ways', () => ways.round()),
    startRounds(world, 'matching', async (goOn) => {
      // Nothing in it waits for a disk: requests come in between.
      while (goOn() && (await comparing.round())) await rest(breath)
    }),
    startRounds(world, 'publishing', async () => void (await issueDue(world)), publishingEvery),
    startRounds(world, 'clock', async () => void (await followClock(world)), minutely),
    startRounds(world, 'secrets', () => forgetting.round(), hourly),
    startRounds(world, 'erasures', () => finishErasures(world), hourly),
    startRounds(world, 'files', async () => void (await collectFiles(world)), hourly),
  ]
  const [time, outbox, alerts] = rounds
  const deaf = world.store.onWork(() => {
    time?.wake()
    outbox?.wake()
    alerts?.wake()
  })
  return {
    async stop() {
      deaf()
      const stopped = rounds.map((one) => one.stop())
      // Tests that have just begun take seconds; a document that was not tested is tested after the next start.
      await world.csaf.close()
      await world.reading.close()
      await Promise.all(stopped)
      await Promise.all([sequencing.release(), filling.release(), ways.close()])
    },
  }
}

function startRounds(
  world: World,
  name: string,
  round: (goOn: () => boolean) => Promise<void>,
  pause = every,
): { wake(): void; stop(): Promise<void> } {
  let stopped = false
  let woken = false
  let waiting = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function once(): Promise<void> {
    try {
      await round(() => !stopped)
    } catch (error) {
      world.lines.error('round_failed', { round: name, code: codeOf(error) ?? (error as Error).name })
    }
    if (!stopped) timer = setTimeout(start, woken ? soon : pause)
    waiting = true
  }

  function start(): void {
    waiting = false
    woken = false
    running = once()
  }

  start()
  return {
    wake() {
      if (stopped || woken) return
      woken = true
      if (!waiting) return
      clearTimeout(timer)
      timer = setTimeout(start, soon)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
