import { fileURLToPath } from 'node:url'
import { checkPolicy } from '../app/policy/index.ts'
import {
  explainPolicy,
  policyJsonSchema,
  type Documented,
  type Policy,
  type PolicyProblem,
} from '../core/policy/index.ts'
import type { Command, CommandIo } from './command.ts'
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

export const policyCommands: readonly Command[] = [
  {
    name: 'policy check',
    usage: 'FILE [--json]',
    summary: 'Say what is wrong in a policy file, with line, column and the way out',
    async run(args, io) {
      const { file, asJson, wrong } = understood(args)
      if (wrong !== undefined || file === undefined) return misused(this, wrong ?? 'FILE is missing', io)
      return withFile(file, io, (text) => policyCheck(file, text, { json: asJson }))
    },
  },
  {
    name: 'policy explain',
    usage: '[FILE] [--json]',
    summary: "Print a policy's process in plain sentences (without FILE: the sigstore policy)",
    async run(args, io) {
      const { file = bundled, asJson, wrong } = understood(args)
      if (wrong !== undefined) return misused(this, wrong, io)
      return withFile(file, io, (text) => policyExplain(file, text, { json: asJson }))
    },
  },
  {
    name: 'policy schema',
    usage: '',
    summary: 'Print the JSON Schema of policy files, for editors',
    async run(args, io) {
      const [unexpected] = args
      if (unexpected !== undefined) return misused(this, `${unexpected} is not expected`, io)
      io.out(policySchemaText())
      return 0
    },
  },
  policyDiffCommand,
  policyRenderCommand,
  policySimulateCommand,
]

function understood(args: readonly string[]): { file?: string; asJson: boolean; wrong?: string } {
  const files = args.filter((arg) => !arg.startsWith('-'))
  const [option] = args.filter((arg) => arg.startsWith('-') && arg !== '--json')
  const asJson = args.includes('--json')
  if (option !== undefined) return { asJson, wrong: `the option ${option} is not known` }
  const [file, second] = files
  if (second !== undefined) return { asJson, wrong: 'one FILE at a time' }
  return file === undefined ? { asJson } : { file, asJson }
}

function misused(command: Command, wrong: string, io: CommandIo): number {
  io.err(`${wrong}\nusage: tocsin ${command.name} ${command.usage}`.trimEnd() + '\n')
  return 2
}

async function withFile(file: string, io: CommandIo, run: (text: string) => Printed): Promise<number> {
  let text: string
  try {
    text = await io.read(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    io.err(`${file}: cannot be read (${code})\n`)
    return 2
  }
  const { out, err, exit } = run(text)
  if (err !== '') io.err(err)
  if (out !== '') io.out(out)
  return exit
}
