import type { Alerts } from '../../app/ports/index.ts'
import { formats } from './formats.ts'
import { post, refusal, type Options } from './post.ts'

/** Alerts by HTTP POST, to addresses that people chose. `patience`: milliseconds for one exchange. */
export function postedAlerts(options: Partial<Options> = {}): Alerts {
  return {
    refusal,
    send: (channel, message, reach) =>
      post(channel.to, formats[channel.kind](channel, message, new Date()), reach, { patience: 10_000, ...options }),
  }
}
