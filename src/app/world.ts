import type { CommunityId } from '../core/kernel/index.ts'
import type { Known } from '../core/matching/index.ts'
import type {
  Alerts,
  CsafTests,
  Files,
  Landmark,
  CveServices,
  Lines,
  Machine,
  Mail,
  MailIn,
  MailReading,
  OpenPgp,
  Repositories,
  Store,
  Vault,
  WindableClock,
} from './ports/index.ts'
import type { Records } from './records/index.ts'

/**
 * How this installation runs.
 * - `production`: reachable from outside; mail must leave for real.
 * - `local`: on this machine only; without a mail server, mail is kept for the mailbox page.
 * - `demo`: as local, with a clock that can be wound forward.
 */
export type Mode = 'production' | 'local' | 'demo'

/** Everything that use cases work with; made once, in src/main. */
export interface World {
  readonly mode: Mode
  /** The community this installation serves; it is founded by the set-up. */
  readonly community: CommunityId
  readonly store: Store
  readonly vault: Vault
  readonly files: Files
  readonly landmark: Landmark
  readonly machine: Machine
  readonly clock: WindableClock | null
  readonly mail: Mail
  /** Posts to the channels that people chose. */
  readonly alerts: Alerts
  readonly mailIn: MailIn
  readonly reading: MailReading
  readonly openpgp: OpenPgp
  readonly csaf: CsafTests
  readonly cve: CveServices
  /** The projects’ repositories, as far as they are cloned here. */
  readonly repositories: Repositories
  readonly lines: Lines
  readonly records: Records
  /** What a report may be compared with, in memory; `app/matching` fills it beside requests. */
  readonly known: Known
}
