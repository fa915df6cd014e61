import {
  explainSsvc,
  readSsvc,
  ssvcAnswersInShort,
  ssvcTable,
  ssvcTableNames,
  ssvcTables,
  type BadSsvc,
  type SsvcEvaluation,
  type SsvcTable,
} from '../../core/scoring/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { near } from '../near.ts'
import { given, jsonOption, misused } from '../options.ts'

export const ssvcCommand: Command = {
  name: 'ssvc',
  usage: 'TABLE [QUESTION=ANSWER…] [--json]',
  summary: 'Look a decision up in an SSVC table: supplier, coordinator-triage, publish',
  options: [jsonOption],
  examples: [
    ['tocsin ssvc supplier exploitation=active utility=laborious TI=T PSI=M', 'what the supplier should do, and why'],
    ['tocsin ssvc supplier E=N', 'which outcomes remain while the rest is open'],
    ['tocsin ssvc publish', 'the table’s questions'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 20 })
    if (typeof read === 'string') return misused(this, read, io)
    const [named = '', ...written] = read.rest
    const table = ssvcTable(named)
    if (table === undefined) return unknownTable(this, named, io)
    const found = readSsvc(table, written)
    if ('bad' in found) return complain(found, io)
    if (read.flags.has('json')) io.out(`${JSON.stringify(jsonOf(found), null, 2)}\n`)
    else io.out(written.length === 0 ? questions(table) : answerOf(found))
    return exits.done
  },
}

function answerOf(found: SsvcEvaluation): string {
  const { outcome, possible } = found
  const first = outcome?.name ?? possible.map((one) => one.outcome.name).join(' or ')
  return `${first}\t${ssvcAnswersInShort(found)}\n${explainSsvc(found)
    .map((line) => `  ${line}\n`)
    .join('')}`
}

function questions({ title, published, points, outcomes }: SsvcTable): string {
  const lines = points.flatMap(({ key, name, asks, values }) => [
    `${key}\t${name}: ${asks}`,
    ...values.map((value) => `\t${value.key}=${value.name}: ${value.claims}`),
  ])
  const ways = outcomes.map(({ name, claims }) => `\t${name}: ${claims}`)
  return [`${title} (${published})`, ...lines, 'Outcomes', ...ways].map((line) => `${line}\n`).join('')
}

function jsonOf({ table, answers, missing, possible, outcome }: SsvcEvaluation) {
  return {
    table: table.name,
    published: table.published,
    answers: answers.map(({ point, value }) => ({
      key: point.key,
      name: point.name,
      version: point.version,
      value: value.key,
      valueName: value.name,
    })),
    missing: missing.map(({ key, name, values }) => ({ key, name, values: values.map((value) => value.key) })),
    outcome: outcome === null ? null : { key: outcome.key, name: outcome.name },
    possible: possible.map(({ outcome: { key, name }, rows }) => ({ key, name, rows })),
    says: explainSsvc({ table, answers, missing, possible, outcome }),
  }
}

function unknownTable(command: Command, named: string, io: CommandIo): number {
  const known = ssvcTableNames.flatMap((name) => [name, ...ssvcTables[name].aliases])
  const meant = near(named, known)
  const hint = meant.length === 0 ? '' : `; did you mean ${meant.join(', ')}?`
  return misused(command, `"${named}" is no table of ${ssvcTableNames.join(', ')}${hint}`, io)
}

function complain({ code, given: written, says, known }: BadSsvc, io: CommandIo): number {
  const meant = near(written, known)
  const instead = meant.length > 0 ? `Did you mean: ${meant.join(', ')}?` : ''
  const all = known.length > 0 ? `Known there: ${known.join(', ')}.` : 'Keep one of the answers.'
  io.err(`${code}: ${JSON.stringify(written)}: ${says} — ${[instead, all].filter((one) => one !== '').join(' ')}\n`)
  return exits.misused
}
