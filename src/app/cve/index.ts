export { cveIdSeen, cveQuota, wayOut } from './account.ts'
export { deliverOrder, interruptOrder } from './deliver.ts'
