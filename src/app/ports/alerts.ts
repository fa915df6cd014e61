import type { Channel } from '../../core/community/index.ts'
import type { MailOutcome } from './mail.ts'

/** A channel that takes an HTTP POST. */
export type PostedChannel = Pick<Channel, 'to' | 'secret'> & { readonly kind: Exclude<Channel['kind'], 'mail'> }

/** What an alert says: nothing that is under embargo (V6). */
export interface AlertMessage {
  /** The same for every attempt, so that whoever gets it twice can tell. */
  readonly id: string
  readonly kind: 'urgent' | 'news' | 'test'
  /** When it was first to be sent, ISO 8601. */
  readonly at: string
  readonly title: string
  /** `case`: its opaque id, where it is about one. */
  readonly about: readonly { readonly case: string | null; readonly says: readonly string[]; readonly link: string }[]
  /** Where to look first. */
  readonly link: string
}

export interface AlertReach {
  /** Addresses in networks that are not everybody's, this machine's among them. */
  readonly privateAddresses: boolean
}

/**
 * `refused`: the other side said no for good, or its address is none that alerts may go to: trying again will not help.
 * `later` and `unsure`: try again, under the same id. Codes: `http_404`, `private_address`, `not_https`, `redirected`,
 * `timed_out`, `unknown_host`, `unreachable`, `tls_failed`, `connection_lost`.
 */
export type AlertOutcome = MailOutcome

export interface Alerts {
  /** Resolves to an outcome whatever the network does, within some seconds. */
  send(channel: PostedChannel, message: AlertMessage, reach: AlertReach): Promise<AlertOutcome>
  /** Why a web address that was just given takes no alerts, as far as it shows itself; `null` where nothing is seen. */
  refusal(address: string, reach: AlertReach): 'private_address' | 'not_https' | null
}
