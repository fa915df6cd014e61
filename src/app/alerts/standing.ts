import type { ChannelId, PersonEvent } from '../../core/community/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { entryFor } from '../effects/index.ts'
import type { Batch } from '../ports/index.ts'
import type { World } from '../world.ts'

/** After so many tries of one alert its owner hears that a channel fails; where the other side said no, after the first. */
export const triesUntilTold = 3

/**
 * What an alert's outcome says of its channel, for the caller to commit with it: its owner is told once, on their page
 * and by mail, until one arrives again. `code`: why it failed; `null`: it arrived.
 */
export async function channelStanding(
  world: World,
  to: PersonId,
  channel: ChannelId,
  code: string | null,
  now: Temporal.Instant,
): Promise<Pick<Batch, 'appends' | 'outbox'>> {
  const stream = await world.records.read('person', to)
  const before = stream.state?.channels.find(({ id }) => id === channel)
  if (before === undefined || (before.failing === null) === (code === null)) return {}
  const event: PersonEvent =
    code === null ? { type: 'ChannelWorked', channel } : { type: 'ChannelFailed', channel, code }
  const append = await world.records.append('person', stream, [event], 'product', now)
  if (code === null || stream.state?.email === '') return { appends: [append] }
  return { appends: [append], outbox: [await entryFor(world, { kind: 'channel-failed', to, channel }, now)] }
}
