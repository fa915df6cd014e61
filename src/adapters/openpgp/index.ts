export { openPgp } from './openPgp.ts'
