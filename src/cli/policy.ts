import { fileURLToPath } from 'node:url'
import { checkPolicy } from '../app/policy/index.ts'
import {
  explainPolicy,
  policyJsonSchema,
  type Documented,
  type Policy,
  type PolicyProblem,
} from '../core/policy/index.ts'
import { exits, type Command, type CommandIo } from './command.ts'
import { given, jsonOption, misused, textOf, type Given } from './options.ts'
import { policyDiffCommand } from './policyDiff.ts'
import { problemLine } from './policyProblem.ts'
import { policyRenderCommand } from './policyRender.ts'
import { policySimulateCommand } from './policySimulate.ts'

/** What a command has to print and how it ends. */
export interface Printed {
  readonly out: string
  readonly err: string
  readonly exit: 0 | 1 | 2
}

/** Seen from `src/cli` and from `dist/cli` alike. */
const bundled = fileURLToPath(new URL('../../policies/sigstore.yaml', import.meta.url))

/** `FILE:line:column: code: says — hint`, a line for each problem; exit 1 when one of them is an error. */
export function policyCheck(file: string, text: string, options: { json: boolean }): Printed {
  const checked = checkPolicy(text)
  const usable = 'policy' in checked
  const problems = usable ? checked.warnings : checked.problems
  const exit = usable ? 0 : 1
  const documented = usable ? checked.documented : []
  if (options.json) return { out: json({ file, usable, problems, documented }), err: '', exit }
  const lines = problems.map((problem) => `${problemLine(file, problem)}\n`).join('')
  return usable
    ? { out: `${file}: ${verdict(checked.policy, problems)}\n${onlyTold(file, documented)}`, err: lines, exit }
    : { out: '', err: lines, exit }
}

/** The process in sentences, chapter by chapter; exit 1 when the policy can't be used. */
function policyExplain(file: string, text: string, options: { json: boolean }): Printed {
  const checked = checkPolicy(text)
  if (!('policy' in checked)) return policyCheck(file, text, options)
  const { policy } = checked
  const explained = explainPolicy(policy)
  if (options.json)
    return { out: json({ name: policy.name, purpose: policy.purpose, chapters: explained }), err: '', exit: 0 }
  const chapters = explained.map(({ heading, sentences }) => {
    const lines = sentences.map(({ clause, says }) => `  ${clause.padEnd(3)}  ${says}\n`)
    return `\n${heading}\n${lines.join('')}`
  })
  return { out: `${policy.name}\n${policy.purpose}\n${chapters.join('')}`, err: '', exit: 0 }
}

/** The JSON Schema for editors. */
export function policySchemaText(): string {
  return json(policyJsonSchema())
}

/** What the policy says and the product does not act on: said plainly, so that nobody relies on it. */
function onlyTold(file: string, documented: readonly Documented[]): string {
  if (documented.length === 0) return ''
  const lines = documented.map(({ path, line, column }) => `${file}:${line}:${column}: ${path}\n`)
  return `Told to people only; Tocsin does not act on:\n${lines.join('')}`
}

function verdict(policy: Policy, warnings: readonly PolicyProblem[]): string {
  const count = warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`
  return `“${policy.name}” can be used${warnings.length === 0 ? '' : `; ${count}`}`
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

const checkCommand: Command = {
  name: 'policy check',
  usage: 'FILE [--json]',
  summary: 'Say what is wrong in a policy file, with line, column and the way out',
  options: [jsonOption],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    return typeof read === 'string' ? misused(this, read, io) : withFile(read, read.rest[0] ?? '', io, policyCheck)
  },
}

const explainCommand: Command = {
  name: 'policy explain',
  usage: '[FILE] [--json]',
  summary: "Print a policy's process in plain sentences (without FILE: the sigstore policy)",
  options: [jsonOption],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 1 })
    return typeof read === 'string'
      ? misused(this, read, io)
      : withFile(read, read.rest[0] ?? bundled, io, policyExplain)
  },
}

const schemaCommand: Command = {
  name: 'policy schema',
  usage: '',
  summary: 'Print the JSON Schema of policy files, for editors',
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    io.out(policySchemaText())
    return exits.done
  },
}

export const policyCommands: readonly Command[] = [
  checkCommand,
  explainCommand,
  schemaCommand,
  policyDiffCommand,
  policyRenderCommand,
  policySimulateCommand,
]

async function withFile(
  { flags }: Given,
  file: string,
  io: CommandIo,
  run: (file: string, text: string, options: { json: boolean }) => Printed,
): Promise<number> {
  const text = await textOf(file, io)
  if (typeof text === 'number') return text
  const { out, err, exit } = run(file, text, { json: flags.has('json') })
  if (err !== '') io.err(err)
  if (out !== '') io.out(out)
  return exit
}
