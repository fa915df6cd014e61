import { exits, type Command, type CommandIo } from './command.ts'
import { commandHelp, nounHelp, overview } from './help.ts'
import { near } from './near.ts'

/** Runs one command line; answers with the exit code. */
export async function runCommandLine(
  commands: readonly Command[],
  line: readonly string[],
  io: CommandIo,
): Promise<number> {
  const asked = line[0] === 'help' ? [...line.slice(1), '--help'] : [...line]
  if (asked.length === 1 && asked[0] === '--version') asked[0] = 'version'
  const wantsHelp = asked.length === 0 || beforeEnd(asked).some((word) => word === '--help' || word === '-h')
  const words = wantsHelp ? asked.filter((word) => word !== '--help' && word !== '-h') : asked
  const command = named(commands, words)
  if (command !== undefined) {
    if (!wantsHelp) return command.run(words.slice(command.name.split(' ').length), io)
    io.out(commandHelp(command))
    return exits.done
  }
  const [noun] = words
  if (noun === undefined) {
    io.out(overview(commands))
    return exits.done
  }
  const family = commands.filter(({ name }) => name.startsWith(`${noun} `))
  if (family.length > 0 && (wantsHelp || words.length === 1)) {
    io.out(nounHelp(noun, family))
    return wantsHelp ? exits.done : exits.misused
  }
  return unknown(commands, family.length > 0 ? words.slice(0, 2).join(' ') : noun, io)
}

/** The command with the longest name that the line begins with. */
function named(commands: readonly Command[], words: readonly string[]): Command | undefined {
  const [noun, verb] = words
  return commands.find(({ name }) => name === `${noun} ${verb}`) ?? commands.find(({ name }) => name === noun)
}

function beforeEnd(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  return end === -1 ? words : words.slice(0, end)
}

function unknown(commands: readonly Command[], said: string, io: CommandIo): number {
  const names = commands.map(({ name }) => name)
  const nouns = [...new Set(names.map((name) => name.split(' ')[0] ?? ''))]
  const meant = near(said, said.includes(' ') ? names : [...new Set([...nouns, ...names])])
  const hint = meant.length === 0 ? 'tocsin --help lists the commands.' : `Did you mean: ${meant.join(', ')}?`
  io.err(`"${said}" is not a command. ${hint}\n`)
  return exits.misused
}
