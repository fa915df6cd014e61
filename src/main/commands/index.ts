import {
  accessCommands,
  actCommands,
  advisoryCommands,
  caseCommands,
  completionCommand,
  cvssCommand,
  initCommand,
  logCommand,
  policyCommands,
  reportCommand,
  versionCommand,
  type Command,
} from '../../cli/index.ts'
import { openHere } from '../installation.ts'
import { version } from '../version.ts'
import { backupCommands } from './backing.ts'
import { servingCommands } from './serving.ts'

/** Every command of `tocsin`, in the order in which help lists them. */
export const commands: readonly Command[] = [
  ...servingCommands,
  initCommand(openHere),
  ...accessCommands(openHere),
  logCommand(openHere),
  ...backupCommands,
  reportCommand,
  ...caseCommands,
  ...actCommands,
  ...advisoryCommands,
  ...policyCommands,
  cvssCommand,
  completionCommand(() => commands),
  versionCommand(version()),
]
