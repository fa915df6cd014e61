import type { TemporalScores } from './scores.ts'
import { classOf } from './severity.ts'
import { figureOf, type Vector } from './vector.ts'

// A Complete Guide to CVSS 2.0, section 3.2. All figures are whole numbers: hundredths, thousandths for AV, Au, C, I
// and A. The guide's equations call each other by their rounded results, and its worked examples bear that out
// (CVE-2002-0392: 8.265 counts as 8.3 in the environmental equation); nothing is rounded in between.
const thousandths = {
  AV: { L: 395, A: 646, N: 1000 },
  Au: { M: 450, S: 560, N: 704 },
  impact: { N: 0, P: 275, C: 660 },
} as const
const hundredths = {
  AC: { H: 35, M: 61, L: 71 },
  E: { U: 85, POC: 90, F: 95, H: 100, ND: 100 },
  RL: { OF: 87, TF: 90, W: 95, U: 100, ND: 100 },
  RC: { UC: 90, UR: 95, C: 100, ND: 100 },
  CDP: { N: 0, L: 10, LM: 30, MH: 40, H: 50, ND: 0 },
  TD: { N: 0, L: 25, M: 75, H: 100, ND: 100 },
  requirement: { L: 50, M: 100, H: 151, ND: 100 },
} as const

/** Base, temporal and environmental score of a 2.0 vector. @throws UnreadVector */
export function score2({ metrics }: Vector): TemporalScores {
  const { E, RL, RC, CDP, TD, CR, IR, AR } = metrics
  const given = {
    temporal: (E ?? RL ?? RC) !== undefined,
    environmental: (CDP ?? TD ?? CR ?? IR ?? AR) !== undefined,
  }
  const base = baseOf(metrics)
  const temporal = temporalOf(base, metrics)
  const adjusted = temporalOf(baseOf(metrics, { CR: CR ?? 'ND', IR: IR ?? 'ND', AR: AR ?? 'ND' }), metrics)
  // round((AdjustedTemporal + (10 - AdjustedTemporal) * CDP) * TD), in ten-thousandths of a tenth.
  const damaged = adjusted * 100 + (100 - adjusted) * figureOf(hundredths.CDP, CDP ?? 'ND')
  const environmental = rounded(damaged * figureOf(hundredths.TD, TD ?? 'ND'), 10_000)
  const scores = { base: shown(base), temporal: shown(temporal), environmental: shown(environmental) }
  const overall = given.environmental ? scores.environmental : scores.temporal
  return { version: '2.0', ...scores, overall, class: classOf(overall, '2.0'), given }
}

interface Requirements {
  readonly CR: string
  readonly IR: string
  readonly AR: string
}

/**
 * BaseScore = round((0.6 * Impact + 0.4 * Exploitability - 1.5) * f(Impact)) in tenths; with requirements, of the
 * AdjustedImpact. Below zero for a few low ones: the guide has no floor there, only the scores to show have.
 */
function baseOf(metrics: Vector['metrics'], required?: Requirements): number {
  const { CR, IR, AR } = required ?? { CR: 'M', IR: 'M', AR: 'M' }
  const kept = (impact: string | undefined, requirement: string) =>
    BigInt(100_000 - figureOf(thousandths.impact, impact) * figureOf(hundredths.requirement, requirement))
  const lost = 10n ** 15n - kept(metrics['C'], CR) * kept(metrics['I'], IR) * kept(metrics['A'], AR)
  if (lost === 0n) return 0
  const most = 10n ** 18n
  const plain = 1041n * lost // in units of 10^-17; a complete loss has 10.000845, which only the adjusted equation cuts
  const impact = required !== undefined && plain > most ? most : plain
  const exploitability = // in units of 10^-8, without the factor 20
    figureOf(thousandths.AV, metrics['AV']) *
    figureOf(hundredths.AC, metrics['AC']) *
    figureOf(thousandths.Au, metrics['Au'])
  // 1.176 * (0.6 * impact + 0.4 * 20 * exploitability - 1.5), in units of 10^-21.
  const sum = 7056n * impact + 9408n * BigInt(exploitability) * 10n ** 10n - 1764n * 10n ** 18n
  return Number(sum < 0n ? -halfUp(-sum, 10n ** 20n) : halfUp(sum, 10n ** 20n))
}

function temporalOf(base: number, { E, RL, RC }: Vector['metrics']): number {
  const factors =
    figureOf(hundredths.E, E ?? 'ND') * figureOf(hundredths.RL, RL ?? 'ND') * figureOf(hundredths.RC, RC ?? 'ND')
  return rounded(base * factors, 1_000_000)
}

function halfUp(amount: bigint, unit: bigint): bigint {
  return (2n * amount + unit) / (2n * unit)
}

/** To whole units, halves away from zero. Exact: all amounts are whole and far below 2^53. */
function rounded(amount: number, unit: number): number {
  return Math.sign(amount) * Math.floor((Math.abs(amount) + unit / 2) / unit)
}

function shown(tenths: number): number {
  return Math.max(0, tenths) / 10
}
