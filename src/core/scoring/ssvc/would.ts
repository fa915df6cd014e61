import { evaluateSsvc, type SsvcEvaluation } from './evaluate.ts'

/**
 * What each answer would come to beside the others that are given: the outcomes' names in the table's order, by the
 * point's key and the answer's.
 */
export function ssvcWould({ table, answers }: SsvcEvaluation): ReadonlyMap<string, readonly string[]> {
  return new Map(
    table.points.flatMap((point) => {
      const others = answers.filter((one) => one.point.key !== point.key)
      return point.values.map((value) => {
        const { possible } = evaluateSsvc(table, [...others, { point, value }])
        return [`${point.key}:${value.key}`, possible.map(({ outcome }) => outcome.name)] as const
      })
    }),
  )
}

/** `Then: Scheduled or Out-of-Cycle`; nothing where the answer settles no more than that everything is open. */
export function ssvcWouldInWords(names: readonly string[], { table }: SsvcEvaluation): string {
  return names.length === 0 || names.length === table.outcomes.length ? '' : `Then: ${names.join(' or ')}`
}
