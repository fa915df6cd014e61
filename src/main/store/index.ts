export { moveStore } from './move.ts'
export { moveKeysOf } from './moveKeys.ts'
