import { setTimeout as pause } from 'node:timers/promises'
import { isAway } from './failures.ts'

/** Pauses in milliseconds: a server that is restarted, or a connection that was cut, is back within them. */
const pauses = [20, 100, 300, 600, 1_000, 1_500, 2_000]

/** Does again what was not answered and changes nothing by being done twice; the last failure is thrown. */
export async function patiently<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  for (const wait of pauses) {
    try {
      return await act()
    } catch (cause) {
      if (!isAway(cause)) throw cause
    }
    await pause(wait)
  }
  return act()
}
