export { hasKey } from './hasKey.ts'
export { openRecords, type Records } from './records.ts'
export { openToShow } from './sealing.ts'
export { blank, type Stream, type StreamOf } from './stream.ts'
