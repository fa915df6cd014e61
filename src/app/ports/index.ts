export type { AlertMessage, AlertOutcome, AlertReach, Alerts, PostedChannel } from './alerts.ts'
export type { CaseRow } from './caseRow.ts'
export {
  CveServicesFailed,
  type CnaAccount,
  type Container,
  type CveIdSeen,
  type CveQuota,
  type CveServices,
} from './cna.ts'
export { CsafTestsFailed, type CsafFinding, type CsafTests } from './csaf.ts'
export type { Cosigned, LogBatch, LogEvent, LogLease, LogState, Sequenced } from './log.ts'
export type { Landmark } from './landmark.ts'
export { FilesFailed, type Files, type KeptFile, type TakenFile } from './files.ts'
export type { LetterChange, LetterQuery, LetterRow, Letters, LetterState } from './letters.ts'
export {
  MailUnreadable,
  type Accepting,
  type MailIn,
  type MailInState,
  type MailReading,
  type ReadMessage,
  type WayIn,
} from './mailIn.ts'
export type { Lines, Machine, WindableClock } from './machine.ts'
export {
  mostWaiting,
  type IndexChange,
  type IndexedCase,
  type IndexedTerm,
  type IndexState,
  type SearchAnswer,
  type SearchCounts,
  type SearchIndex,
  type SearchQuery,
  type TokenCount,
  type WantedTokens,
} from './search.ts'
export { MailFailed, type Mail, type MailOutcome, type MailServer, type OutgoingMail } from './mail.ts'
export {
  mostPlain,
  OpenPgpFailed,
  revocationReasons,
  type Decrypted,
  type KeyOwner,
  type OpenPgp,
  type OpenPgpKeySeen,
  type OpenPgpPublicKey,
  type RevocationReason,
  type SignatureSeen,
} from './openpgp.ts'
export type { Folder } from './folder.ts'
export { RepositoryFailed, type Repositories, type RepositorySeen } from './repositories.ts'
export {
  mostCounted,
  StoreFailed,
  type Append,
  type Batch,
  type CaseQuery,
  type CasesByChange,
  type CasesByDue,
  type Committed,
  type EffectClass,
  type Lookup,
  type OutboxChange,
  type OutboxEntry,
  type OutboxRow,
  type OutboxState,
  type PublishedRow,
  type SealedEvent,
  type SecretKind,
  type SecretRow,
  type Visit,
  type Store,
  type Unlisted,
} from './store.ts'
export { VaultFailed, VaultUnavailable, type StreamKey, type Vault } from './vault.ts'
