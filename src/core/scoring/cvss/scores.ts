import type { Version } from './metric.ts'
import type { SeverityClass } from './severity.ts'

interface ScoresOfAny {
  /** Of the base metrics alone. All scores run from 0.0 to 10.0 and have one decimal. */
  readonly base: number
  /** The score to quote: the one of the most special group of which the vector gives a metric. */
  readonly overall: number
  /** The class of the overall score. */
  readonly class: SeverityClass
}

/** What 2.0 and 3.x yield. All three scores are always defined; `given` tells which groups the vector speaks of. */
export interface TemporalScores extends ScoresOfAny {
  readonly version: Exclude<Version, '4.0'>
  /** Equals the base score where no temporal metric is given. */
  readonly temporal: number
  /**
   * Includes the temporal metrics. Defined where no environmental metric is given, too, and then not always equal to
   * the temporal score: 2.0 cuts a complete loss to 10 here (section 3.2.3: 7.1 beside 7.2 for AV:L/AC:L/Au:N/C:C/I:C/A:C),
   * 3.1 computes a changed scope's impact by another formula (sections 7.1 and 7.3).
   */
  readonly environmental: number
  readonly given: { readonly temporal: boolean; readonly environmental: boolean }
}

/** What 4.0 yields: its one formula, for four sets of the vector's metrics (section 1.3). */
export interface ThreatScores extends ScoresOfAny {
  readonly version: '4.0'
  /** Base and threat metrics: CVSS-BT. Equals the base score where no threat metric is given. */
  readonly threat: number
  /** Base and environmental metrics, without the threat metric: CVSS-BE. `overall` is CVSS-BTE. */
  readonly environmental: number
  /** What the overall score is called (section 1.3). */
  readonly nomenclature: 'CVSS-B' | 'CVSS-BT' | 'CVSS-BE' | 'CVSS-BTE'
  readonly given: { readonly threat: boolean; readonly environmental: boolean }
}

export type Scores = TemporalScores | ThreatScores
