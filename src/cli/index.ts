export { documentCommands } from './advisory/index.ts'
export {
  actCommands,
  advisoryCommands,
  alertCommands,
  blockCommands,
  caseCommands,
  committeeCommands,
  cveCommands,
  heldMailCommands,
  moment,
  ownKeyCommands,
  reportCommands,
} from './api/index.ts'
export { exits, type Command, type CommandIo } from './command.ts'
export { completionCommand } from './completion.ts'
export {
  accessCommands,
  initCommand,
  logCommands,
  mailCommands,
  matchingCommands,
  openPgpCommands,
  publishCommand,
  searchCommands,
  type Archives,
  type OpenInstallation,
  type ReadsInstallation,
} from './here/index.ts'
export { given, jsonOption, misused } from './options.ts'
export { policyCommands } from './policy.ts'
export { runCommandLine } from './run.ts'
export { cvssCommand, ssvcCommand } from './scoring/index.ts'
export { forTerminal } from './terminal.ts'
export { versionCommand } from './version.ts'
