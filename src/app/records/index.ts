export { blank, openRecords, type Records, type Stream, type StreamOf } from './records.ts'
export { commitmentsHold } from './sealing.ts'
