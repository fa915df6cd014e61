export { cveIdSeen, cveQuota, wayOut } from './account.ts'
export { cveRecordOf } from './carryOut.ts'
export { deliverOrder, interruptOrder } from './deliver.ts'
