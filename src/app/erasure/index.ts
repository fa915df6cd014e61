export { eraseCase, type Erased } from './erase.ts'
export { eraseMany, type OneErased } from './eraseMany.ts'
export { finishErasures } from './finish.ts'
