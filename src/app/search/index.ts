export { openFilling, type Filling } from './fill.ts'
export { findCases, lookedAt, type SearchRequest, type Found } from './find.ts'
export { indexLag, type IndexLag } from './lag.ts'
export { forgetInSearch, rebuildIndex, type Rebuilt } from './rebuild.ts'
