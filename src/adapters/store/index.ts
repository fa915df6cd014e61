export { carryStore, type StoreAt } from './carry.ts'
export { openPostgres, openPostgresReading, serveDatabase } from './postgres/index.ts'
export { openStore } from './sqlite/open.ts'
export { openStoreReading } from './sqlite/openReading.ts'
