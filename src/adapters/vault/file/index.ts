export { openKeystoreFile } from './open.ts'
export { writeCopy } from './copy.ts'
