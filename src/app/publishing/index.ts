export type { Issued } from './csaf.ts'
export { csafOf, issueDue, publishedCsaf, publishedKey, publishedList, type Published } from './serve.ts'
