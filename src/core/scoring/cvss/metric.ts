/** The published versions this code can score. 1.0 was never in wide use and has no vector string. */
export type Version = '2.0' | '3.0' | '3.1' | '4.0'

export type Group = 'base' | 'temporal' | 'threat' | 'environmental' | 'supplemental'

/** A value's published name and what choosing it claims, as the end of a sentence. */
export interface Choice {
  readonly name: string
  readonly claims: string
}

export interface Metric {
  /** As in a vector: `AV`. Case matters: `AU` (4.0, Automatable) is not `Au` (2.0, Authentication). */
  readonly key: string
  readonly group: Group
  readonly name: string
  readonly asks: string
  /** By value as in a vector, in the specification's order. */
  readonly choices: Readonly<Record<string, Choice>>
}

export type Wording = Readonly<Record<string, readonly [name: string, claims: string]>>

export function metric(key: string, group: Group, name: string, asks: string, wording: Wording): Metric {
  const choices = Object.entries(wording).map(([value, [named, claims]]) => [value, { name: named, claims }] as const)
  return { key, group, name, asks, choices: Object.fromEntries(choices) }
}

/** An environmental metric that stands in for a base metric: same values, and "not defined" for "as the base says". */
export function modified(base: Metric, extra: Wording = {}): Metric {
  const asks = `In your environment: ${base.asks.charAt(0).toLowerCase()}${base.asks.slice(1)}`
  const own = metric(`M${base.key}`, 'environmental', `Modified ${base.name}`, asks, {
    X: ['Not Defined', 'as the base metric says'],
    ...extra,
  })
  return { ...own, choices: { ...own.choices, ...base.choices } }
}
