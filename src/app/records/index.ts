export { hasKey } from './hasKey.ts'
export { blank, openRecords, type Records, type Stream, type StreamOf } from './records.ts'
export { openToShow } from './sealing.ts'
