import type { Community } from '../../core/community/index.ts'
import { placeOfTag, replyAddress, tagsIn, type ReplyPlace } from '../../core/mail/index.ts'
import type { World } from '../world.ts'

/** Where somebody answers a notice to them; `undefined` where answers do not come in as mail. */
export function replyAddressFor(world: World, community: Community, place: ReplyPlace): string | undefined {
  return community.mailIn?.replies === true ? replyAddress(community.from, place, keyed(world)) : undefined
}

/** Where mail to some addresses leads: `asked`, how many of them are answers' addresses; `place`, that of the first true one. */
export function placeAmong(
  world: World,
  community: Community,
  addresses: readonly string[],
): { readonly asked: number; readonly place: ReplyPlace | undefined } {
  const tags = [...new Set(tagsIn(addresses, community.from))]
  const place = tags.map((tag) => placeOfTag(tag, keyed(world))).find((one) => one !== undefined)
  return { asked: tags.length, place }
}

function keyed(world: World) {
  return (text: string) => world.vault.blind('reply', text)
}
