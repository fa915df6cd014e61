export { importOsv, type Imported } from './imported.ts'
export { openComparing } from './filling.ts'
export { similarTo, type Similar, type SimilarAnswer } from './similar.ts'
