export { mostText, soughtIn, wantedBy, type Sought, type Wanted } from './query.ts'
export type { Term } from './term.ts'
export { namedIn, termsOf } from './termsOf.ts'
export { folded, stemOf } from './words.ts'
