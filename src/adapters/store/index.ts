export { openPostgres } from './postgres/open.ts'
export { openStore } from './sqlite/open.ts'
export { openStoreReading } from './sqlite/openReading.ts'
