export {
  committeeKeys,
  importCommitteeKey,
  keyNumbered,
  madeCommitteeKey,
  revokeCommitteeKey,
  type CommitteeKey,
} from './committeeKey.ts'
export {
  chooseMails,
  declineKey,
  giveKey,
  keyFields,
  keyProblem,
  mailWayFields,
  ownKey,
  readIfKey,
  type KeyGiven,
  type OwnKey,
} from './ownKey.ts'
export type { KeyWarning } from './warning.ts'
export { keyFor, keysOfMail, noteKeys } from './mailKeys.ts'
export { openFiles, type NamedBytes, type OpenedFile, type ShutFile } from './openFiles.ts'
export { openMail, type OpenedMail } from './openMail.ts'
export { directoryKey, fingerprintOf, hasDirectory, shownCommitteeKey, type ShownKey } from './shownKey.ts'
export { signatureOver, signClearOnce, signOnce } from './sign.ts'
