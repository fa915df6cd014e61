import type { Command } from './command.ts'

const footer = `Exit codes: 0 done; 1 refused, not found or invalid; 2 not understood; 3 the server cannot be reached.
Settings: TOCSIN_URL and TOCSIN_TOKEN for commands over the API; TOCSIN_DATA and TOCSIN_PORT for the server.
`

/** `tocsin --help`: every noun with its verbs; the many acts on a case are counted, not listed. */
export function overview(commands: readonly Command[]): string {
  const nouns = Map.groupBy(commands, ({ name }) => name.split(' ')[0] ?? '')
  const lines = [...nouns].flatMap(([noun, of]) =>
    of.length > 8
      ? [row(`${noun} …`, `${of.length} commands: tocsin ${noun} --help`)]
      : of.map(({ name, summary }) => row(name, summary)),
  )
  return `Tocsin runs a project's security response by its own written policy.

usage: tocsin COMMAND [ARGUMENTS] [--help]

${lines.join('')}
Examples:
  tocsin serve                          serve ./data on http://127.0.0.1:8080
  tocsin init --config tocsin.yaml      set a community up without a browser
  tocsin case list                      the cases you may see

${footer}`
}

/** `tocsin case --help` */
export function nounHelp(noun: string, commands: readonly Command[]): string {
  const examples = commands.flatMap(({ examples: some = [] }) => some.slice(0, 1)).slice(0, 5)
  return `usage: tocsin ${noun} COMMAND [ARGUMENTS] [--help]

${commands.map(({ name, summary }) => row(name.slice(noun.length + 1), summary)).join('')}${exampleLines(examples)}`
}

/** `tocsin case show --help` */
export function commandHelp({ name, usage, summary, options = [], examples = [] }: Command): string {
  const rows = options.map(({ name: option, value, says, needed }) =>
    row(`--${option}${value === undefined ? '' : ` ${value}`}`, needed === true ? `${says} (needed)` : says),
  )
  const listed = rows.length === 0 ? '' : `\n${rows.join('')}`
  return `${summary}\n\nusage: tocsin ${name} ${usage}`.trimEnd() + `\n${listed}${exampleLines(examples)}`
}

function exampleLines(examples: readonly (readonly [line: string, says: string])[]): string {
  if (examples.length === 0) return ''
  return `\nExamples:\n${examples.map(([line, says]) => `  # ${says}\n  ${line}\n`).join('')}`
}

function row(name: string, says: string): string {
  return `  ${name.padEnd(26)} ${says}\n`
}
