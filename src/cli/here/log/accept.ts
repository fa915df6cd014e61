import { acceptLog } from '../../../app/index.ts'
import { isRefused } from '../../../core/kernel/index.ts'
import { exits, type Command } from '../../command.ts'
import { given, misused } from '../../options.ts'
import { within, type OpenInstallation } from '../installation.ts'
import { refused } from '../refused.ts'

export function acceptCommand(open: OpenInstallation): Command {
  return {
    name: 'log accept',
    usage: '',
    summary: 'Let the log go on from an earlier state to which you put the database back yourself; stop servers first',
    options: [],
    examples: [['tocsin log accept > lost.txt', 'the checkpoint that it had come to: show it to your witnesses']],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      return within(open, io, async (world) => {
        const accepted = await acceptLog(world)
        if (isRefused(accepted)) return refused(accepted, io)
        io.out(accepted.lost)
        io.err(`The log goes on from its ${accepted.size} leaves. What it had come to is printed:\n`)
        io.err('tell whoever keeps its checkpoints, and its witnesses, that it was put back, and why.\n')
        return exits.done
      })
    },
  }
}
