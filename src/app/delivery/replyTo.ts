import type { Community } from '../../core/community/index.ts'
import type { Mailed } from '../effects/index.ts'
import { replyAddressFor } from '../replies/index.ts'
import type { World } from '../world.ts'

/**
 * Where the reader of a notice answers: in the room that it tells of. What tells of no room is answered among committee
 * and fix team: who means everyone says so on the page. Several cases have no one room.
 */
export function replyToFor(world: World, community: Community, effect: Mailed): string | undefined {
  switch (effect.kind) {
    case 'reporter-notice':
      return replyAddressFor(world, community, { case: effect.case, person: effect.to, room: 'everyone' })
    case 'notice':
      return replyAddressFor(world, community, { case: effect.case, person: effect.to, room: effect.room ?? 'team' })
    case 'digest': {
      const [first, ...more] = effect.about
      if (first === undefined || more.some((one) => one.case !== first.case)) return undefined
      const isForAll = effect.about.every(({ room }) => room === 'everyone')
      const room = isForAll ? 'everyone' : 'team'
      return replyAddressFor(world, community, { case: first.case, person: effect.to, room })
    }
    default:
      return undefined
  }
}
