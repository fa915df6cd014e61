import { books } from './book.ts'
import type { Group } from './metric.ts'
import { UnreadVector, type Vector } from './vector.ts'

/** One metric of a vector, in words. */
export interface Explained {
  /** As in the vector: `AV`. */
  readonly metric: string
  /** As in the vector: `N`. */
  readonly value: string
  readonly group: Group
  /** The published names: `Attack Vector`, `Network`. */
  readonly metricName: string
  readonly valueName: string
  /** A sentence: "From where can it be attacked? Network: from anywhere that can reach it over a network." */
  readonly says: string
}

/** What each metric that the vector gives says, in the specification's order. @throws UnreadVector */
export function explainVector({ version, metrics }: Vector): Explained[] {
  return books[version].metrics.flatMap(({ key, group, name, asks, choices }) => {
    const value = metrics[key]
    if (value === undefined) return []
    const choice = choices[value]
    if (choice === undefined) throw new UnreadVector(`${key} has no value ${value}`)
    const says = `${asks} ${choice.name}: ${choice.claims}.`
    return [{ metric: key, value, group, metricName: name, valueName: choice.name, says }]
  })
}
