import type { Sender } from '../../app/index.ts'
import { networkOf, rangeOf } from './network.ts'
import type { Asked } from './route.ts'

/** Who sends a report, as far as the request says. `proof`: what they sent as their proof of work. */
export function senderOf({ c, caller }: Pick<Asked, 'c' | 'caller'>, proof = ''): Sender {
  return { known: caller.person !== null, proof, network: networkOf(c) ?? null, range: rangeOf(c) ?? null }
}
