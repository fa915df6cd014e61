export { actCommands } from './acts.ts'
export { advisoryCommands } from './advisories.ts'
export { caseCommands } from './case/index.ts'
export { reportCommand } from './report.ts'
