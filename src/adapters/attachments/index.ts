export { openFiles, type Sealing } from './files.ts'
