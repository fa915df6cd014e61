import type { Command } from '../../command.ts'
import type { OpenInstallation } from '../installation.ts'
import { importCommands, type Archives } from './import.ts'
import { ingestCommand } from './ingest.ts'

export type { Archives } from './import.ts'

/** Reports that come in by hand: one mail from a pipe, or many out of a file. */
export function mailCommands(open: OpenInstallation, archives: Archives): readonly Command[] {
  return [ingestCommand(open), ...importCommands(open, archives)]
}
