export { checkPolicy } from './check.ts'
