export { facts, holds, type Fact } from './caseState.ts'
export { cast } from './cast.ts'
export { blank, breaksEmbargo, isSecret, type Shadow } from './shadow.ts'
