export * from './administration/index.ts'
export {
  addChannel,
  askChannelAgain,
  channelOfLink,
  channelsOf,
  chooseChannelNews,
  confirmChannel,
  removeChannel,
  testChannel,
  type ShownChannel,
} from './alerts/index.ts'
export * from './answers.ts'
export { checkFiles, collectFiles, readFile, type FileFinding, type Uploads } from './attachments/index.ts'
export * from './cases/index.ts'
export * from './committee/index.ts'
export * from './community/index.ts'
export { cveIdSeen, cveQuota, cveRecordOf, wayOut } from './cve/index.ts'
export { eraseCase, eraseMany, finishErasures, type Erased, type OneErased } from './erasure/index.ts'
export * from './intake/index.ts'
export * from './ingest/index.ts'
export * from './log/index.ts'
export * from './matching/index.ts'
export {
  chooseMails,
  committeeKeys,
  declineKey,
  directoryKey,
  fingerprintOf,
  giveKey,
  hasDirectory,
  keyFields,
  mailWayFields,
  keysOfMail,
  noteKeys,
  ownKey,
  revokeCommitteeKey,
  shownCommitteeKey,
  signClearOnce,
  importCommitteeKey,
  madeCommitteeKey,
  openMail,
  type CommitteeKey,
  type KeyWarning,
  type OpenedMail,
  type OwnKey,
  type ShownKey,
} from './openpgp/index.ts'
export * from './people/index.ts'
export { mostCounted } from './ports/index.ts'
export * from './policy/index.ts'
export * from './public/index.ts'
export * from './search/index.ts'
export * from './publishing/index.ts'
export * from './verify/index.ts'
export { topics } from './effects/index.ts'
export {
  deliverBeside,
  deliverDue,
  mailbox,
  openKeptLink,
  retryDead,
  troubles,
  type KeptMail,
  type Trouble,
} from './delivery/index.ts'
export { openRecords, type Records } from './records/index.ts'
export type { Mode, World } from './world.ts'
