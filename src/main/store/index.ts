export { moveStore } from './move.ts'
