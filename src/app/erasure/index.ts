export { eraseCase, type Erased } from './erase.ts'
export { finishErasures } from './finish.ts'
