export { AffectedPackage, AffectedRange } from './affected.ts'
export { changes, lineChanges, type Change, type ChangedLine } from './changes.ts'
export { AdvisoryDocument, Credit, creditTypes, Reference, referenceTypes } from './document.ts'
export { missing, type AdvisoryUse, type Gap } from './missing.ts'
export {
  ecosystems,
  fromOsv,
  OsvRecord,
  OsvSeverity,
  toOsv,
  type OsvFacts,
  type OsvRead,
  type OsvWritten,
} from './formats/index.ts'
