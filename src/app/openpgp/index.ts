export { committeeKeys, importCommitteeKey, madeCommitteeKey, type CommitteeKey } from './committeeKey.ts'
export { signatureOver, signOnce } from './sign.ts'
