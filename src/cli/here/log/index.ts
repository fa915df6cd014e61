import type { Command } from '../../command.ts'
import type { OpenInstallation, ReadsInstallation } from '../installation.ts'
import { acceptCommand } from './accept.ts'
import { checkBundleCommand } from './checkBundle.ts'
import { checkpointCommand, keyCommand } from './checkpoint.ts'
import type { Hashes } from './hashes.ts'
import { proveCommand } from './prove.ts'
import { verifyCommand } from './verify.ts'
import { witnessCommands } from './witnesses.ts'

export function logCommands(open: OpenInstallation, reads: ReadsInstallation, hashes: Hashes): readonly Command[] {
  return [
    verifyCommand(reads, hashes),
    checkpointCommand(open),
    keyCommand(open),
    proveCommand(open),
    checkBundleCommand(hashes),
    acceptCommand(open),
    ...witnessCommands(open),
  ]
}
