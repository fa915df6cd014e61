import { exits, type Command } from './command.ts'
import { given, misused } from './options.ts'

/** Shells ask for completions often: the script holds all names itself and starts nothing. */
export function completionCommand(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    usage: 'bash|zsh',
    summary: 'Print a completion script for a shell',
    examples: [
      ['source <(tocsin completion bash)', 'in ~/.bashrc'],
      ['source <(tocsin completion zsh)', 'in ~/.zshrc, after compinit'],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 1, most: 1 })
      if (typeof read === 'string') return misused(this, read, io)
      const [shell] = read.rest
      if (shell !== 'bash' && shell !== 'zsh') return misused(this, `${shell} is not known: bash or zsh`, io)
      io.out(shell === 'bash' ? bash(commands()) : zsh(commands()))
      return exits.done
    },
  }
}

function bash(commands: readonly Command[]): string {
  return `_tocsin() {
  local words="" line="\${COMP_WORDS[*]:1:COMP_CWORD-1}"
  case "$line" in
    "") words="${nouns(commands).join(' ')} --help" ;;
${families(commands)
  .map(([noun, verbs]) => `    "${noun}") words="${verbs.join(' ')} --help" ;;`)
  .join('\n')}
${commands.map(({ name, options = [] }) => `    "${name}"*) words="${flags(options)}" ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _tocsin tocsin
`
}

/** zsh runs bash's script through its own emulation. */
function zsh(commands: readonly Command[]): string {
  return `autoload -Uz bashcompinit && bashcompinit\n${bash(commands)}`
}

function nouns(commands: readonly Command[]): string[] {
  return [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))]
}

function families(commands: readonly Command[]): [string, string[]][] {
  const verbs = Map.groupBy(
    commands.filter(({ name }) => name.includes(' ')),
    ({ name }) => name.split(' ')[0] ?? '',
  )
  return [...verbs].map(([noun, of]) => [noun, of.map(({ name }) => name.slice(noun.length + 1))])
}

function flags(options: NonNullable<Command['options']>): string {
  return [...options.map(({ name }) => `--${name}`), '--help'].join(' ')
}
