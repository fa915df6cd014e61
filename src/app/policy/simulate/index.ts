export { readLines, type LineProblem } from './lines.ts'
export { simulate, type Simulated } from './play.ts'
export { vocabulary } from './vocabulary.ts'
