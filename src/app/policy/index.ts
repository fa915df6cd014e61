export { checkPolicy } from './check.ts'
export { readLines, simulate, vocabulary, type LineProblem, type Simulated } from './simulate/index.ts'
