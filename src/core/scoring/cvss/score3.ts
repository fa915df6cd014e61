import { impactOf, type Edition } from './impact3.ts'
import type { TemporalScores } from './scores.ts'
import { classOf } from './severity.ts'
import { weigh, weights, type Vector } from './vector.ts'

// CVSS v3.0, section 8, and v3.1, section 7, with the figures of table 16, in hundredths. Everything is a whole number:
// sums are in trillionths (10^-12), which the exploitability product fits exactly, and stay far below 2^53.
const hundredths = {
  AV: weights({ N: 85, A: 62, L: 55, P: 20 }),
  AC: weights({ L: 77, H: 44 }),
  PR: { U: weights({ N: 85, L: 62, H: 27 }), C: weights({ N: 85, L: 68, H: 50 }) },
  UI: weights({ N: 85, R: 62 }),
  impact: weights({ H: 56, L: 22, N: 0 }),
  E: weights({ X: 100, U: 91, P: 94, F: 97, H: 100 }),
  RL: weights({ X: 100, O: 95, T: 96, W: 97, U: 100 }),
  RC: weights({ X: 100, U: 92, R: 96, C: 100 }),
}
// Requirements are 0.5, 1 and 1.5; every impact is an even number of hundredths, so that their products stay whole.
const halves = weights({ X: 2, L: 1, M: 2, H: 3 })
// What the sum of the base equation is multiplied by.
const scopeChanged = 108
const scopes = weights({ U: 100, C: scopeChanged })

const roundUp: Readonly<Record<Edition, (trillionths: number) => number>> = {
  // 3.0: "the smallest number, specified to one decimal place, that is equal to or higher than its input".
  '3.0': (trillionths) => Math.ceil(trillionths / 1e11),
  // 3.1, appendix A: first to the nearest hundred-thousandth, then up. Here without the floats it guards against.
  '3.1': (trillionths) => Math.ceil(Math.floor((trillionths + 5e6) / 1e7) / 1e4),
}

/** Base, temporal and environmental score of a 3.0 or 3.1 vector. @throws UnreadVector */
export function score3({ metrics }: Vector, edition: Edition): TemporalScores {
  const { E, RL, RC, CR, IR, AR, MAV, MAC, MPR, MUI, MS, MC, MI, MA } = metrics
  const given = {
    temporal: (E ?? RL ?? RC) !== undefined,
    environmental: (CR ?? IR ?? AR ?? MAV ?? MAC ?? MPR ?? MUI ?? MS ?? MC ?? MI ?? MA) !== undefined,
  }
  const factors = weigh(hundredths.E, E ?? 'X') * weigh(hundredths.RL, RL ?? 'X') * weigh(hundredths.RC, RC ?? 'X')
  const inTime = (tenths: number) => roundUp[edition](tenths * factors * 1e5) / 10
  const base = severity(asStated(metrics), edition, false)
  const temporal = inTime(base)
  const environmental = inTime(severity(inEnvironment(metrics), edition, true))
  const overall = given.environmental ? environmental : temporal
  return {
    version: edition,
    base: base / 10,
    temporal,
    environmental,
    overall,
    class: classOf(overall, edition),
    given,
  }
}

/** The values that one equation goes by. */
type Rated = Readonly<
  Record<'AV' | 'AC' | 'PR' | 'UI' | 'S' | 'C' | 'I' | 'A' | 'CR' | 'IR' | 'AR', string | undefined>
>

function asStated({ AV, AC, PR, UI, S, C, I, A }: Vector['metrics']): Rated {
  return { AV, AC, PR, UI, S, C, I, A, CR: 'X', IR: 'X', AR: 'X' }
}

function inEnvironment(m: Vector['metrics']): Rated {
  return {
    AV: m['MAV'] ?? m['AV'],
    AC: m['MAC'] ?? m['AC'],
    PR: m['MPR'] ?? m['PR'],
    UI: m['MUI'] ?? m['UI'],
    S: m['MS'] ?? m['S'],
    C: m['MC'] ?? m['C'],
    I: m['MI'] ?? m['I'],
    A: m['MA'] ?? m['A'],
    CR: m['CR'] ?? 'X',
    IR: m['IR'] ?? 'X',
    AR: m['AR'] ?? 'X',
  }
}

/** Roundup(min(Impact + Exploitability, 10)) in tenths; a changed scope multiplies the sum by 1.08. */
function severity(m: Rated, edition: Edition, environmental: boolean): number {
  const scope = weigh(scopes, m.S)
  const changed = scope === scopeChanged
  const lost = 1_000_000 - kept(m.C, m.CR) * kept(m.I, m.IR) * kept(m.A, m.AR)
  const exploitability = // in units of 10^-10: 8.22 * AV * AC * PR * UI
    822 *
    weigh(hundredths.AV, m.AV) *
    weigh(hundredths.AC, m.AC) *
    weigh(changed ? hundredths.PR.C : hundredths.PR.U, m.PR) *
    weigh(hundredths.UI, m.UI)
  if (lost === 0) return 0
  const sum = impactOf(lost, changed, edition, environmental) + exploitability * scope
  return Math.min(100, roundUp[edition](sum))
}

/** 1 - impact * requirement, in hundredths. */
function kept(impact: string | undefined, requirement: string | undefined): number {
  return 100 - (weigh(hundredths.impact, impact) / 2) * weigh(halves, requirement)
}
