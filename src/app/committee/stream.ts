import { NotSetUp } from '../community/index.ts'
import type { StreamOf } from '../records/index.ts'
import type { World } from '../world.ts'

/** The community’s stream once there is one. */
export type FoundedStream = StreamOf<'community'> & { readonly state: NonNullable<StreamOf<'community'>['state']> }

export async function communityStream(world: World): Promise<FoundedStream> {
  const stream = await world.records.read('community', world.community)
  const { state } = stream
  if (state === null) throw new NotSetUp()
  return { ...stream, state }
}
