export { mostText, soughtIn, wantedBy, type NotSought, type Sought, type Wanted } from './query.ts'
export type { Term } from './term.ts'
export { mostTerms, namedIn, termsOf } from './termsOf.ts'
