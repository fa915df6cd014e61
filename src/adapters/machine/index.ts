export { machine } from './machine.ts'
export { windableMachine } from './windable.ts'
