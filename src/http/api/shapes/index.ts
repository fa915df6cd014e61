export { advisoryListJson, advisoryListShape, advisoryShape, affectsQuery, osvShape, verdictShape } from './advisory.ts'
export { addedAlertChannelShape, alertChannelsShape, alertTestShape } from './alerts.ts'
export { caseJson, caseShape } from './case.ts'
export { caseListJson, caseListShape, searchJson, searchShape } from './listed.ts'
export {
  balanceJson,
  balanceShape,
  committeeDoneShape,
  committeeJson,
  committeeRecordJson,
  committeeRecordShape,
  committeeShape,
} from './committee.ts'
export { cveIdShape, mitreFormShape, quotaShape } from './cve.ts'
export {
  heldMailJson,
  heldMailShape,
  heldMailsJson,
  heldMailsShape,
  settledMailShape,
  settledMailsJson,
  settledMailsShape,
} from './mail.ts'
export { endedTokenShape, madeTokenShape, meShape, ownKeyShape, tokenListShape } from './me.ts'
export { answeredManyJson, answeredManyShape, blocksJson, blocksShape, decidedShape } from './intake.ts'
export { caseId } from './parts.ts'
export { problemShape } from './problem.ts'
export { similarJson, similarShape } from './similar.ts'
export { suggestedJson, suggestedShape } from './suggested.ts'
export {
  doneJson,
  doneShape,
  recordJson,
  recordShape,
  reporterDoneJson,
  threadJson,
  threadSeenJson,
  threadSeenShape,
  threadShape,
} from './record.ts'
export {
  challengeShape,
  linksSentShape,
  reportFieldsWithProof,
  reportTakenShape,
  reportQuery,
  reporterActs,
  reporterJson,
  reporterShape,
} from './reported.ts'
