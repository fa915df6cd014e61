import { exits, type Command } from './command.ts'

export function versionCommand(version: string): Command {
  return {
    name: 'version',
    usage: '',
    summary: 'Print the version',
    async run(_, io) {
      io.out(`tocsin ${version}\n`)
      return exits.done
    },
  }
}
