export { committeeKeys, importCommitteeKey, keyNumbered, madeCommitteeKey, type CommitteeKey } from './committeeKey.ts'
export { openMail, type OpenedMail } from './openMail.ts'
export { signatureOver, signOnce } from './sign.ts'
