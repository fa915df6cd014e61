export {
  evaluateSsvc,
  ssvcNamed,
  ssvcRows,
  ssvcTable,
  type SsvcAnswer,
  type SsvcEvaluation,
  type SsvcPossible,
  type SsvcRow,
} from './evaluate.ts'
export { explainSsvc, ssvcAnswersInShort } from './explain.ts'
export { ssvcWould, ssvcWouldInWords } from './would.ts'
export { readSsvc, type BadSsvc } from './read.ts'
export type { SsvcPoint, SsvcTable, SsvcTableName, SsvcValue } from './table.ts'
export { ssvcTableNames, ssvcTables } from './tables/index.ts'
