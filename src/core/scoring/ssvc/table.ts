/** A value that a decision point can take, or an outcome. */
export interface SsvcValue {
  /** As in the published table: `A`. */
  readonly key: string
  /** The published name: `Active`. */
  readonly name: string
  /** What choosing it claims, or what the outcome asks for; the end of a sentence. */
  readonly claims: string
}

/** One question of a table. */
export interface SsvcPoint {
  /** As in the published table: `E`. */
  readonly key: string
  /** The published version of the question: `1.1.0`. */
  readonly version: string
  readonly name: string
  readonly asks: string
  /** From the least to the most pressing, in the published order. */
  readonly values: readonly SsvcValue[]
}

export type SsvcTableName = 'supplier' | 'coordinator-triage' | 'publish'

/** A decision table: for every combination of answers, one outcome. */
export interface SsvcTable {
  readonly name: SsvcTableName
  readonly title: string
  readonly decides: string
  /** The published table: `ssvc:DT_SP:1.0.0`. */
  readonly published: string
  /** What else people call it. */
  readonly aliases: readonly string[]
  readonly points: readonly SsvcPoint[]
  readonly outcomes: readonly SsvcValue[]
  /**
   * The keys of the first points' answers, and beside them the outcomes' keys for all answers to the others, the last
   * point running fastest. In the points' order throughout, so that the letters in a row are the table.
   */
  readonly rows: readonly (readonly [answers: string, outcomes: string])[]
}

export type SsvcWording = Readonly<Record<string, readonly [name: string, claims: string]>>

export function point(key: string, version: string, name: string, asks: string, wording: SsvcWording): SsvcPoint {
  return { key, version, name, asks, values: valuesOf(wording) }
}

export function valuesOf(wording: SsvcWording): readonly SsvcValue[] {
  return Object.entries(wording).map(([key, [name, claims]]) => ({ key, name, claims }))
}
