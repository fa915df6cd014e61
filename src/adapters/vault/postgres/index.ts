export { openKeystoreDatabase } from './open.ts'
