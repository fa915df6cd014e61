export { verifyLog, type Finding, type Verification } from './log.ts'
