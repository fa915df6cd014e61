import type { Command } from '../../command.ts'
import type { OpenInstallation } from '../installation.ts'
import { ingestCommand } from './ingest.ts'

/** Mail that comes in by hand. */
export function mailCommands(open: OpenInstallation): readonly Command[] {
  return [ingestCommand(open)]
}
