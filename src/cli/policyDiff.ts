import { checkPolicy } from '../app/policy/index.ts'
import { policyDiff, type Concerned, type Policy, type PolicyChange } from '../core/policy/index.ts'
import { exits, type Command, type CommandIo } from './command.ts'
import { given, jsonOption, misused, textOf } from './options.ts'
import { problemLine } from './policyProblem.ts'

const headings: Readonly<Record<Concerned, string>> = {
  everyone: 'In general',
  reporters: 'For reporters',
  deadlines: 'Deadlines',
  'fix-team': 'For the fix team',
  release: 'Release, announcement, looking back',
  committee: 'For the committee',
}

export const policyDiffCommand: Command = {
  name: 'policy diff',
  usage: 'A B [--json]',
  summary: 'Say in plain sentences what changes from one policy to another, for whom, by clause',
  options: [jsonOption],
  examples: [['tocsin policy diff policies/sigstore.yaml policies/kubernetes.yaml', 'was and now, clause by clause']],
  async run(args, io) {
    const read = given(this, args, { least: 2, most: 2 })
    if (typeof read === 'string') return misused(this, read, io)
    const policies: Policy[] = []
    for (const file of read.rest) {
      const policy = await policyIn(file, io)
      if (typeof policy === 'number') return policy
      policies.push(policy)
    }
    const [from, to] = policies
    if (from === undefined || to === undefined) return exits.misused
    const changes = policyDiff(from, to)
    io.out(read.flags.has('json') ? `${JSON.stringify(changes, null, 2)}\n` : inSentences(changes))
    return exits.done
  },
}

/** The policy in a file, or the exit code after saying why there is none. */
export async function policyIn(file: string, io: CommandIo): Promise<Policy | number> {
  const text = await textOf(file, io)
  if (typeof text === 'number') return text
  const checked = checkPolicy(text)
  if ('policy' in checked) return checked.policy
  io.err(checked.problems.map((problem) => `${problemLine(file, problem)}\n`).join(''))
  return exits.refused
}

function inSentences(changes: readonly PolicyChange[]): string {
  if (changes.length === 0) return 'They mean the same.\n'
  const groups = Object.entries(headings).flatMap(([concerns, heading]) => {
    const mine = changes.filter((change) => change.concerns === concerns)
    return mine.length === 0 ? [] : [`${heading}\n${mine.map(lines).join('')}`]
  })
  return groups.join('\n')
}

function lines({ clause, was, becomes }: PolicyChange): string {
  const name = (clause ?? '').padEnd(3)
  if (was === null) return `  ${name}  new   ${becomes}\n`
  if (becomes === null) return `  ${name}  gone  ${was}\n`
  return `  ${name}  was   ${was}\n       now   ${becomes}\n`
}
