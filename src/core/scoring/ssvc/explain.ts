import type { SsvcEvaluation } from './evaluate.ts'

/** What the answers say and come to, a sentence each. */
export function explainSsvc({ answers, missing, possible, outcome }: SsvcEvaluation): readonly string[] {
  const told = answers.map(({ point, value }) => `${point.asks} ${value.name}: ${value.claims}.`)
  const open = missing.map(({ asks, values }) => `${asks} Open: ${values.map(({ name }) => name).join(', ')}.`)
  return [...told, ...open, cameTo()]

  function cameTo(): string {
    if (outcome !== null) {
      const early = missing.length > 0 ? ', whatever the open answers are' : ''
      return `So: ${outcome.name}${early}; ${outcome.claims}.`
    }
    const ways = possible.map((one) => `${one.outcome.name} (${one.rows} ${one.rows === 1 ? 'way' : 'ways'})`)
    return `Still possible: ${ways.join(', ')}.`
  }
}

/** Answers as they are written on one line: `E:A/U:L/TI:T/PSI:M`, in the table's order. */
export function ssvcAnswersInShort({ answers }: SsvcEvaluation): string {
  return answers.map(({ point, value }) => `${point.key}:${value.key}`).join('/')
}
