import { alertWords, channelOf } from '../alerts/index.ts'
import { theCommunity } from '../community/index.ts'
import { readEffect } from '../effects/index.ts'
import { VaultFailed, type OutboxRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { told, type Outcome } from './attempt.ts'
import { stillFor } from './prepare.ts'

/** Tries to post one alert to where its reader chose. Never throws: whatever happens is an outcome. */
export async function attemptAlert(world: World, row: OutboxRow): Promise<Outcome> {
  try {
    const effect = await readEffect(world, row)
    if (effect.kind !== 'alert') throw new TypeError(`not an alert: ${effect.kind}`)
    const still = await stillFor(world, effect)
    if ('outcome' in still) return still
    const channel = await channelOf(world, still.to, still.channel)
    if (channel === undefined || channel.kind === 'mail') throw new TypeError('an alert that is no post')
    const community = await theCommunity(world)
    const message = { id: row.id, at: row.created, ...alertWords(still, community) }
    const { kind, to, secret } = channel
    return await world.alerts.send({ kind, to, secret }, message, community.alerts)
  } catch (error) {
    return { outcome: error instanceof VaultFailed ? 'refused' : 'later', code: told(world, row, error) }
  }
}
