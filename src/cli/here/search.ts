import { indexLag, rebuildIndex } from '../../app/index.ts'
import { exits, type Command } from '../command.ts'
import { given, jsonOption, misused } from '../options.ts'
import { within, type OpenInstallation } from './installation.ts'

/** The search index of the installation on this machine, beside a running server or without one. */
export function searchCommands(open: OpenInstallation): readonly Command[] {
  const rebuild: Command = {
    name: 'search rebuild',
    usage: '[--json]',
    summary: 'Empty the search index and fill it anew; meanwhile less is found',
    options: [jsonOption],
    examples: [['tocsin search rebuild', 'after a restore from an old backup, or in doubt']],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      return within(open, io, async (world) => {
        let told = 0
        const rebuilt = await rebuildIndex(world, (waiting) => {
          if (!io.terminal || ++told % 20 !== 0) return
          io.err(`${waiting} events to go\n`)
        })
        io.out(read.flags.has('json') ? `${JSON.stringify(rebuilt)}\n` : `rebuilt: ${rebuilt.events} events\n`)
        if (rebuilt.waiting > 0) io.err(`${rebuilt.waiting} events to go: a server has taken over\n`)
        return exits.done
      })
    },
  }
  const status: Command = {
    name: 'search status',
    usage: '[--json]',
    summary: 'Say how far the search index lags behind the records',
    options: [jsonOption],
    examples: [['tocsin search status', '0 events behind: everything can be found']],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      return within(open, io, async (world) => {
        const lag = await indexLag(world)
        const more = lag.isMore ? ' or more' : ''
        io.out(read.flags.has('json') ? `${JSON.stringify(lag)}\n` : `${lag.events}${more} events behind\n`)
        return exits.done
      })
    },
  }
  return [rebuild, status]
}
