import type { Command } from '../../command.ts'
import { answerCommand } from './answer.ts'
import { advisoryCommand } from './advisory.ts'
import { attachCommand } from './attach.ts'
import { doCommand } from './do.ts'
import { eraseCommand } from './erase.ts'
import { invitationCommand } from './invitation.ts'
import { inviteCommand } from './inviteEngineer.ts'
import { listCommand } from './list.ts'
import { mailCommands } from './mail.ts'
import { openCommand } from './open.ts'
import { recordCommand } from './record.ts'
import { searchCommand } from './search.ts'
import { showCommand } from './show.ts'
import { similarCommand } from './similar.ts'
import { suggestTeamCommand } from './suggestTeam.ts'
import { markReadCommand, threadCommand } from './thread.ts'

export const caseCommands: readonly Command[] = [
  listCommand,
  searchCommand,
  showCommand,
  openCommand,
  recordCommand,
  threadCommand,
  markReadCommand,
  similarCommand,
  attachCommand,
  advisoryCommand,
  ...mailCommands,
  invitationCommand,
  doCommand,
  answerCommand,
  eraseCommand,
  suggestTeamCommand,
  inviteCommand,
]
