import { weigh, weights } from './vector.ts'

/** The 4.0 metrics that count, as they count: modified ones in place, not defined ones at their worst. */
export type Effective = Readonly<
  Record<
    'AV' | 'AC' | 'AT' | 'PR' | 'UI' | 'VC' | 'VI' | 'VA' | 'SC' | 'SI' | 'SA' | 'CR' | 'IR' | 'AR' | 'E',
    string | undefined
  >
>

/** An equivalence class: its level, and how far below the worst of that level the vector lies. */
export interface Standing {
  readonly level: number
  /** In single steps of single metrics. */
  readonly below: number
}

// How many steps a value lies below its metric's worst. The worst of SC is High while SI and SA have Safety above it.
const steps = {
  AV: weights({ N: 0, A: 1, L: 2, P: 3 }),
  PR: weights({ N: 0, L: 1, H: 2 }),
  UI: weights({ N: 0, P: 1, A: 2 }),
  AC: weights({ L: 0, H: 1 }),
  AT: weights({ N: 0, P: 1 }),
  vulnerable: weights({ H: 0, L: 1, N: 2 }),
  requirement: weights({ H: 0, M: 1, L: 2 }),
  subsequent: weights({ S: 0, H: 1, L: 2, N: 3 }),
  E: weights({ A: 0, P: 1, U: 2 }),
}

// The steps of a level's worst vectors. FIRST lists those vectors (max_composed); all of one level lie equally deep,
// so that the distance to whichever of them dominates is a difference of sums.
const worst = { eq1: [0, 1, 3], eq2: [0, 1], joint: [0, 3, 1, 3, 3], eq4: [1, 3, 6] } as const

/** EQ1, table 24: how easily it is reached. */
export function eq1({ AV, PR, UI }: Effective): Standing {
  const easy = (AV === 'N' ? 1 : 0) + (PR === 'N' ? 1 : 0) + (UI === 'N' ? 1 : 0)
  const level = easy === 3 ? 0 : easy > 0 && AV !== 'P' ? 1 : 2
  return { level, below: weigh(steps.AV, AV) + weigh(steps.PR, PR) + weigh(steps.UI, UI) - worst.eq1[level] }
}

/** EQ2, table 25: how surely it works. */
export function eq2({ AC, AT }: Effective): Standing {
  const level = AC === 'L' && AT === 'N' ? 0 : 1
  return { level, below: weigh(steps.AC, AC) + weigh(steps.AT, AT) - worst.eq2[level] }
}

/** EQ3 and EQ6 together, tables 26, 29 and 30: the vulnerable system's losses, and whether they matter most there. */
export function joint({ VC, VI, VA, CR, IR, AR }: Effective): Standing {
  const eq3 = VC === 'H' && VI === 'H' ? 0 : VC === 'H' || VI === 'H' || VA === 'H' ? 1 : 2
  const critical = (VC === 'H' && CR === 'H') || (VI === 'H' && IR === 'H') || (VA === 'H' && AR === 'H')
  const level = eq3 === 2 ? 4 : eq3 * 2 + (critical ? 0 : 1)
  const lost = weigh(steps.vulnerable, VC) + weigh(steps.vulnerable, VI) + weigh(steps.vulnerable, VA)
  const needed = weigh(steps.requirement, CR) + weigh(steps.requirement, IR) + weigh(steps.requirement, AR)
  return { level, below: lost + needed - (worst.joint[level] ?? Number.NaN) }
}

/** EQ4, table 27: what happens to other systems, and to people. */
export function eq4({ SC, SI, SA }: Effective): Standing {
  const level = SI === 'S' || SA === 'S' ? 0 : SC === 'H' || SI === 'H' || SA === 'H' ? 1 : 2
  const lost = weigh(steps.subsequent, SC) + weigh(steps.subsequent, SI) + weigh(steps.subsequent, SA)
  return { level, below: lost - worst.eq4[level] }
}

/** EQ5, table 28: whether it is being attacked. One metric, so a level has no inside. */
export function eq5({ E }: Effective): Standing {
  return { level: weigh(steps.E, E), below: 0 }
}
