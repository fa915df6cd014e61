import { deliverDue, passTime, type World } from '../app/index.ts'

/** How often the product looks whether something is due, in milliseconds. */
const every = 1000

/**
 * What runs beside requests: the outbox and the passing of time. One round after the other; a failed round is told
 * and tried again, so nothing sleeps in memory that a restart would lose.
 */
export function startBackground(world: World): { stop(): Promise<void> } {
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function round(): Promise<void> {
    try {
      // A wound clock can make much due at once: go on until nothing is left.
      for (let looked = 1; looked > 0 && !ending.signal.aborted;) looked = await passTime(world)
      if (!ending.signal.aborted) await deliverDue(world)
    } catch (error) {
      const code = (error as { code?: unknown }).code
      world.lines.error('round_failed', { code: typeof code === 'string' ? code : (error as Error).name })
    }
    if (!ending.signal.aborted) timer = setTimeout(start, every)
  }

  function start(): void {
    running = round()
  }

  start()
  return {
    async stop() {
      ending.abort()
      clearTimeout(timer)
      await running
    },
  }
}
