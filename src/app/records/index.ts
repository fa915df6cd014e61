export { blank, openRecords, type Records, type Stream } from './records.ts'
export { commitmentsHold, openSealed } from './sealing.ts'
