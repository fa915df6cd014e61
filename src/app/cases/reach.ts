import { refuse, type Refused } from '../../core/kernel/index.ts'
import { theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'

/** In production an invitation that no mail server carries would never arrive. */
export async function cannotInvite(world: World): Promise<Refused | undefined> {
  if (world.mode !== 'production' || (await theCommunity(world)).mail !== null) return undefined
  return refuse(
    'no_mail_server',
    'F2',
    'There is no mail server, so an invitation would reach nobody.',
    'Ask an administrator to set up mail in the settings.',
  )
}
