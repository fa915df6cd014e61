import type { Policy } from '../policy/index.ts'
import { isAtLeast } from './distributors.ts'
import type { Case } from './state.ts'

/** R7: some channels are only for what is bad enough; nobody is asked to post anything else there. */
export function askedChannels(
  c: Pick<Case, 'severity'>,
  { release: { chat } }: Policy,
): Policy['release']['chat']['channels'] {
  return chat.channels.filter(({ from }) => from === undefined || isAtLeast(c.severity?.class ?? 'critical', from))
}
