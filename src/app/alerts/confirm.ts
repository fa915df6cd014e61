import { stamp } from '../../core/clock/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { labelOf, liveSecret } from '../people/index.ts'
import type { World } from '../world.ts'
import { changeChannels, channelOf, noSuchChannel } from './channels.ts'

/**
 * The mail address that a link is to prove; `undefined` when it is spent, expired, unknown, not this person's, or its
 * channel is gone. Looking spends nothing.
 */
export async function channelOfLink(world: World, secret: string, person: PersonId): Promise<string | undefined> {
  const row = await liveSecret(world, 'channel', secret)
  if (row?.subject !== person) return undefined
  return (await channelOf(world, person, await labelOf(world, row)))?.to
}

/** Whoever uses the link reads mail at the address. Only for the person who named it, signed in (as for their own). */
export async function confirmChannel(
  world: World,
  secret: string,
  person: PersonId,
): Promise<{ readonly to: string } | undefined> {
  const row = await liveSecret(world, 'channel', secret)
  if (row?.subject !== person) return undefined
  const id = await labelOf(world, row)
  const spend = [{ hash: row.hash, at: stamp(world.machine.now()) }]
  const done = await changeChannels(
    world,
    person,
    ({ channels }) => {
      const found = channels.find((one) => one.id === id)
      return found === undefined
        ? noSuchChannel
        : { event: { type: 'ChannelConfirmed', channel: found.id }, told: null }
    },
    { spend },
  )
  const found = 'refused' in done ? undefined : done.channels.find((one) => one.id === id)
  return found === undefined ? undefined : { to: found.to }
}
