export { toOsv, type OsvFacts, type OsvWritten } from './osv.ts'
export { fromOsv, type OsvRead } from './osv-reading.ts'
export { ecosystems } from './osv-names.ts'
export { OsvRecord } from './osv-record.ts'
