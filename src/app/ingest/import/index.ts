export { importArchive } from './archive.ts'
export { importing, type ImportTally } from './open.ts'
export { importRows } from './rows.ts'
