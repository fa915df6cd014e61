export { carryStore, isAsCarried, type StoreAt } from './carry.ts'
export { holdDatabase, openPostgres, openPostgresReading, serveDatabase, type Claim } from './postgres/index.ts'
export { openStore } from './sqlite/open.ts'
export { openStoreReading } from './sqlite/openReading.ts'
