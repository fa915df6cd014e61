import type { Command } from '../../command.ts'
import { committeeActCommands } from './acts.ts'
import { balanceCommand } from './balance.ts'
import { ownersCommand } from './owners.ts'
import { recordCommand } from './record.ts'
import { showCommand } from './show.ts'

export const committeeCommands: readonly Command[] = [
  showCommand,
  balanceCommand,
  recordCommand,
  ownersCommand,
  ...committeeActCommands,
]
