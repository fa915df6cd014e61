export { canonical, isList, isObject, type Json } from './canonical.ts'
export { ifWrong } from './complaints.ts'
export {
  commit,
  count,
  day,
  emptyAsAbsent,
  evidence,
  instant,
  link,
  optionalInstant,
  optionalPerson,
  optionalProse,
  optionalWords,
  person,
  prose,
  reason,
  wholeNumber,
  words,
  yes,
  yesOrNo,
  type Input,
} from './fields.ts'
export { codeOf } from './errorCode.ts'
export { fileName, mediaType } from './files.ts'
export {
  idFrom,
  isId,
  kindOf,
  type CaseId,
  type CommunityId,
  type PersonId,
  type ReleaseId,
  type StreamId,
  type StreamKind,
} from './ids.ts'
export { nearest } from './nearest.ts'
export type { Actor, Recorded } from './recorded.ts'
export { isRefused, refuse, type Refused } from './refused.ts'
export { isBlank, line, paragraphs, textProblem, unpiled } from './text.ts'
