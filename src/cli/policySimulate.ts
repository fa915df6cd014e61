import { readLines, simulate, type LineProblem, type Simulated } from '../app/policy/index.ts'
import { exits, type Command } from './command.ts'
import { given, jsonOption, misused, textOf } from './options.ts'
import { policyIn } from './policyDiff.ts'

export const policySimulateCommand: Command = {
  name: 'policy simulate',
  usage: 'POLICY EVENTS [--json]',
  summary: 'Replay dated events (JSON lines) under a policy: every deadline, met or missed, and why',
  options: [jsonOption],
  examples: [
    ['tocsin policy simulate policies/curl.yaml docs/examples/simulation.jsonl', 'how a case would have gone'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 2, most: 2 })
    if (typeof read === 'string') return misused(this, read, io)
    const [policyFile = '', eventsFile = ''] = read.rest
    const policy = await policyIn(policyFile, io)
    if (typeof policy === 'number') return policy
    const text = await textOf(eventsFile, io)
    if (typeof text === 'number') return text
    const told = (problems: readonly LineProblem[]) =>
      io.err(problems.map((problem) => `${problemLine(eventsFile, problem)}\n`).join(''))
    const events = readLines(text)
    if ('problems' in events) {
      told(events.problems)
      return exits.refused
    }
    const simulated = simulate(policy, events.lines)
    io.out(read.flags.has('json') ? `${JSON.stringify(simulated, null, 2)}\n` : inLines(simulated))
    told(simulated.refused)
    return simulated.refused.length === 0 ? exits.done : exits.refused
  },
}

function problemLine(file: string, { line, column, code, says, hint }: LineProblem): string {
  return `${file}:${line}:${column}: ${code}: ${says} — ${hint}`
}

function inLines({ until, deadlines, reminders }: Simulated): string {
  const rows = deadlines.map(({ id, state, title, due, doneAt, because }) => {
    const done = doneAt === null ? '' : `, done ${doneAt.replace('.000Z', 'Z')}`
    const sent = reminders.filter(({ deadline }) => deadline === id).length
    const reminded = sent === 0 ? '' : `, reminded ${sent === 1 ? 'once' : `${sent} times`}`
    const why = because.map((reason) => `           ${reason.replaceAll('.000Z', 'Z')}\n`).join('')
    return `  ${state.padEnd(7)}  ${title}: ${due === null ? 'no date yet' : `due ${due}`}${done}${reminded}\n${why}`
  })
  const quiet = reminders.filter(({ deadline }) => deadline === 'quiet')
  const silence = quiet.map(
    ({ at }) => `  ${at.replace('.000Z', 'Z')}  nobody had acted; the holder of triage was reminded (S1)\n`,
  )
  const late = deadlines.filter(({ state }) => state === 'missed' || state === 'late').length
  return `As of ${until}: ${late} of ${deadlines.length} deadlines missed or late\n${rows.join('')}${silence.join('')}`
}
