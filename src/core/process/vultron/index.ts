export { facts, holds, unknownToAll, withFact, type CaseState, type Fact } from './caseState.ts'
export { embargoConsent, embargoManagement, reportManagement, type Consent, type Em, type Rm } from './machines.ts'
export {
  blank,
  breaksEmbargo,
  cast,
  isSecret,
  pull,
  triggersOf,
  type Forbidden,
  type Shadow,
  type Trigger,
} from './shadow.ts'
