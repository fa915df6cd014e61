import { keyNumbered } from '../openpgp/index.ts'
import type { World } from '../world.ts'

/** How far the record had come, and how many keys the committee had. Everything that is published follows from both. */
export interface Moment {
  readonly position: number
  readonly keys: number
}

/** So many events are gone through to find the last; who is further behind looks at everything each time. */
const most = 1000

/** `undefined`: not known. What is read after it may be newer, never older. */
export async function thisMoment(world: World): Promise<Moment | undefined> {
  const { position } = await world.store.indexState()
  const newer = await world.store.scanLinks(position, most)
  if (newer.length === most) return undefined
  let keys = 0
  while (await keyNumbered(world, keys + 1)) keys += 1
  return { position: newer.at(-1)?.position ?? position, keys }
}

/** Whether nothing has happened since: two questions by key, however much is published. */
export async function isQuiet(world: World, { position, keys }: Moment): Promise<boolean> {
  const [newer, key] = await Promise.all([world.store.scanLinks(position, 1), keyNumbered(world, keys + 1)])
  return newer.length === 0 && !key
}
