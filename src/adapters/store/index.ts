export { openStore } from './sqlite/open.ts'
