import { parseArgs } from 'node:util'
import { codeOf } from '../core/kernel/index.ts'
import { exits, type Command, type CommandIo } from './command.ts'

export interface Given {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly flags: ReadonlySet<string>
  readonly rest: readonly string[]
}

/** Reads a command's arguments by its options; says what is not understood. */
export function given(
  command: Command,
  args: readonly string[],
  rest: { least: number; most: number },
): Given | string {
  const options = Object.fromEntries(
    (command.options ?? []).map(({ name, value }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: true as const },
    ]),
  )
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    // Node's own words: they name the option. Only the first sentence; the usage line says the rest.
    return (error instanceof Error ? error.message : String(error)).split('. ')[0] ?? ''
  }
  const { values, positionals } = parsed
  const twice = Object.entries(values).find(([, given]) => given !== undefined && given.length > 1)
  if (twice !== undefined) return `--${twice[0]} is given more than once`
  const missing = (command.options ?? []).find(({ name, needed }) => needed === true && values[name] === undefined)
  if (missing !== undefined) return `--${missing.name} is missing`
  if (positionals.length < rest.least)
    return `${command.usage.split(' ')[positionals.length] ?? 'something'} is missing`
  if (positionals.length > rest.most) return `${positionals[rest.most]} is not expected`
  const texts = Object.entries(values).map(([name, all]) => [name, all?.[0]] as const)
  return {
    values: Object.fromEntries(texts.filter((pair): pair is readonly [string, string] => typeof pair[1] === 'string')),
    flags: new Set(texts.flatMap(([name, value]) => (value === true ? [name] : []))),
    rest: positionals,
  }
}

export function misused(command: Command, wrong: string, io: CommandIo): number {
  io.err(`${wrong}\nusage: tocsin ${command.name} ${command.usage}`.trimEnd() + '\n')
  return exits.misused
}

/** A file's text, or exit code 2 after saying that it cannot be read. */
export async function textOf(path: string, io: CommandIo): Promise<string | number> {
  try {
    return await io.read(path)
  } catch (error) {
    const code = codeOf(error) ?? 'unreadable'
    io.err(`${path}: cannot be read (${code})\n`)
    return exits.misused
  }
}

export const jsonOption = { name: 'json', says: 'Print JSON' } as const
