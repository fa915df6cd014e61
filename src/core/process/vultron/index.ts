export { facts, holds, type Fact } from './caseState.ts'
export { blank, breaksEmbargo, cast, isSecret, type Shadow } from './shadow.ts'
