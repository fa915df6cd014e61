import { nearest, refuse } from '../../kernel/index.ts'
import type { Policy } from '../../policy/index.ts'
import {
  readSsvc,
  ssvcAnswersInShort,
  ssvcTableNames,
  ssvcTables,
  type BadSsvc,
  type SsvcTableName,
} from '../../scoring/index.ts'
import type { Decision } from '../act.ts'

interface Fields {
  readonly table: SsvcTableName
  readonly answers: string
  readonly outcome?: string | undefined
  readonly reason: string
}

/** V1: the table says what usually follows; the committee decides, and says why. */
export function ssvcDecision({ table: name, answers, outcome: chosen, reason }: Fields, policy: Policy): Decision {
  const { clause, ssvc: used = ssvcTableNames } = policy.development.severity
  if (!used.includes(name)) {
    const instead = used.length === 0 ? 'Decide the severity without SSVC.' : `Use one of: ${used.join(', ')}.`
    return refuse('table_not_used', clause, `This policy does not use the table ${name}.`, instead)
  }
  const table = ssvcTables[name]
  const written = answers.split(/[\s/,;]+/u).filter((one) => one !== '')
  const found = readSsvc(table, written)
  if ('bad' in found) return refuse('bad_answers', clause, `"${found.given}": ${found.says}`, meantBy(found))
  const { missing, outcome: says } = found
  if (says === null) {
    const open = missing.map((point) => `${point.key} (${point.name})`).join(', ')
    return refuse('answers_open', clause, `The answers leave open: ${open}.`, 'Answer these, too.')
  }
  const wanted = chosen?.toLowerCase()
  const outcome = table.outcomes.find(({ key, name: named }) =>
    wanted === undefined ? key === says.key : [key, named].some((one) => one.toLowerCase() === wanted),
  )
  if (outcome === undefined) {
    const known = table.outcomes.map(({ key, name: named }) => `${key} (${named})`).join(', ')
    return refuse('unknown_outcome', clause, `"${chosen}" is no outcome of this table.`, `Use one of: ${known}.`)
  }
  const inShort = ssvcAnswersInShort(found)
  return [{ type: 'SsvcDecided', table: name, answers: inShort, found: says.key, outcome: outcome.key, reason }]
}

function meantBy({ given, known }: BadSsvc): string {
  if (known.length === 0) return 'Keep one of the answers.'
  const near = nearest(given, known)
  return `${near === undefined ? '' : `Did you mean ${near}? `}Known there: ${known.join(', ')}.`
}
