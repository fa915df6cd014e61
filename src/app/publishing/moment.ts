import { publishedTurn } from '../cases/index.ts'
import { keyNumbered } from '../openpgp/index.ts'
import type { World } from '../world.ts'

/** Everything that lists follow from: what is published, in whose name, and under how many keys. */
export interface Moment {
  readonly turn: string | undefined
  readonly community: number
  readonly keys: number
}

/** What is read after it may be newer, never older. */
export async function thisMoment(world: World): Promise<Moment> {
  let keys = 0
  while (await keyNumbered(world, keys + 1)) keys += 1
  return { ...(await standing(world)), keys }
}

/** Whether nothing has happened since: three questions by key, however much is published. */
export async function isQuiet(world: World, { turn, community, keys }: Moment): Promise<boolean> {
  const [now, key] = await Promise.all([standing(world), keyNumbered(world, keys + 1)])
  return now.turn === turn && now.community === community && !key
}

async function standing(world: World): Promise<Omit<Moment, 'keys'>> {
  const [turn, community] = await Promise.all([
    world.store.setting(publishedTurn),
    world.records.read('community', world.community),
  ])
  return { turn, community: community.version }
}
