export { actCommands } from './acts.ts'
export { advisoryCommands } from './advisories.ts'
export { caseCommands } from './cases.ts'
export { reportCommand } from './report.ts'
