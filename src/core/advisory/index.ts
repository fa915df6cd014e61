export { changes, lineChanges, type Change, type ChangedLine } from './changes.ts'
export { AdvisoryDocument, creditTypes, most as documentLimits, Reference, referenceTypes } from './document.ts'
export { missing, type AdvisoryUse, type Gap } from './missing.ts'
export {
  Advisory,
  check as checkRecord,
  detect as detectFormat,
  ecosystems,
  formatNamed,
  formats,
  isRecordFormat,
  osvFormat,
  osvId,
  OsvRecord,
  uuid as organisationId,
  problem as recordProblem,
  read as readRecord,
  strays as strayFields,
  readJson,
  textIn,
  write as writeRecord,
  type Format,
  type FormatName,
  type Loss,
  type Publisher,
  type Problem as RecordProblem,
  type RecordFormat,
  type Written,
} from './formats/index.ts'
export { problemCodes, problemsIn, type AdvisoryProblem } from './problems/index.ts'
export {
  affects,
  answers,
  doubts,
  fixedVersions,
  packageInWords,
  packageVersions,
  rangeInWords,
  readOsvPackages,
  type AffectsQuestion,
  type PackageVersions,
  type Verdict,
} from './versions/index.ts'
export { renderAnnouncement, type Announcement, type AnnouncementTemplate } from './announcement.ts'
export { placeholders, type AnnouncedVulnerability, type AnnouncementValues, type Placeholder } from './placeholders.ts'
export { checkTemplate, type TemplateProblem, type TemplateProblemCode } from './template.ts'
export {
  draftRetrospective,
  openQuestions,
  type RetrospectiveDeadline,
  type RetrospectiveFacts,
} from './retrospective.ts'
