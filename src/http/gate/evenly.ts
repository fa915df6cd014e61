import { setTimeout } from 'node:timers/promises'

/** In milliseconds. Writing a mail takes some tenths of one more than writing none, an appeal some more. */
const floor = 50

/** Does it, and takes at least so long that the time tells nobody whether somebody has the address that they typed. */
export async function evenly<Done>(work: Promise<Done>): Promise<Done> {
  const [done] = await Promise.all([work, setTimeout(floor)])
  return done
}
