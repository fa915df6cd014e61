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
  type OpenInstallation,
} from '../../cli/index.ts'
import { version } from '../version.ts'
import { backupCommands } from './backing.ts'
import { servingCommands } from './serving.ts'

/** The store and its thread are loaded by the commands that need them. */
const openHere: OpenInstallation = async (io, options) => (await import('../installation.ts')).openHere(io, options)

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
