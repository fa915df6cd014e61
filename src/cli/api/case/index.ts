import type { Command } from '../../command.ts'
import { doCommand } from './do.ts'
import { inviteCommand } from './inviteEngineer.ts'
import { listCommand } from './list.ts'
import { openCommand } from './open.ts'
import { recordCommand } from './record.ts'
import { showCommand } from './show.ts'
import { threadCommand } from './thread.ts'

export const caseCommands: readonly Command[] = [
  listCommand,
  showCommand,
  openCommand,
  recordCommand,
  threadCommand,
  doCommand,
  inviteCommand,
]
