import { eq1, eq2, eq4, eq5, joint, type Effective } from './macrovector.ts'
import type { ThreatScores } from './scores.ts'
import { classOf } from './severity.ts'
import { jointLevels, macroPlace, macroScore } from './tables/macroscores.ts'
import { chosen, type Vector } from './vector.ts'

// CVSS v4.0, section 8: a vector falls into one of 270 macro-vectors, which experts scored; within it, it is moved
// down in proportion to how far it lies from the macro-vector's worst. Exact here, in whole numbers of 1/50400 of a
// tenth (50400 = 840 * 60: the depths below divide 840, up to five classes divide 60).

// How many steps deep each level is (FIRST's max_severity; source and licence as for tables/macroscores.ts).
const depths = { eq1: [1, 4, 5], eq2: [1, 2], joint: [7, 6, 8, 8, 10], eq4: [6, 5, 4] } as const

// The levels right below; of EQ3+EQ6 00 there are two (01 and 10), and the less severe drop counts.
const lowerJoint: readonly (readonly number[])[] = [[1, 2], [3], [3], [4], []]

/** All scores of a 4.0 vector. @throws UnreadVector */
export function score4({ metrics }: Vector): ThreatScores {
  const { E, CR, IR, AR, MAV, MAC, MAT, MPR, MUI, MVC, MVI, MVA, MSC, MSI, MSA } = metrics
  const ofEnvironment = CR ?? IR ?? AR ?? MAV ?? MAC ?? MAT ?? MPR ?? MUI ?? MVC ?? MVI ?? MVA ?? MSC ?? MSI ?? MSA
  const given = { threat: E !== undefined, environmental: ofEnvironment !== undefined }
  const plain = effective(metrics, false)
  const base = tenthsOf(plain) / 10
  const threat = E === undefined ? base : tenthsOf({ ...plain, E }) / 10
  const inPlace = given.environmental ? effective(metrics, true) : plain
  const environmental = given.environmental ? tenthsOf(inPlace) / 10 : base
  const both = E !== undefined && given.environmental
  const overall = both ? tenthsOf({ ...inPlace, E }) / 10 : given.environmental ? environmental : threat
  const nomenclature = `CVSS-B${given.threat ? 'T' : ''}${given.environmental ? 'E' : ''}` as const
  return {
    version: '4.0',
    base,
    threat,
    environmental,
    overall,
    class: classOf(overall, '4.0'),
    nomenclature,
    given,
  }
}

/** What counts: with or without the environment's word, and Exploit Maturity at its worst. */
function effective(m: Vector['metrics'], environmental: boolean): Effective {
  const e = environmental ? m : nothing
  return {
    AV: e['MAV'] ?? chosen(m['AV']),
    AC: e['MAC'] ?? chosen(m['AC']),
    AT: e['MAT'] ?? chosen(m['AT']),
    PR: e['MPR'] ?? chosen(m['PR']),
    UI: e['MUI'] ?? chosen(m['UI']),
    VC: e['MVC'] ?? chosen(m['VC']),
    VI: e['MVI'] ?? chosen(m['VI']),
    VA: e['MVA'] ?? chosen(m['VA']),
    SC: e['MSC'] ?? chosen(m['SC']),
    SI: e['MSI'] ?? chosen(m['SI']),
    SA: e['MSA'] ?? chosen(m['SA']),
    CR: e['CR'] ?? 'H',
    IR: e['IR'] ?? 'H',
    AR: e['AR'] ?? 'H',
    E: 'A',
  }
}

const nothing: Vector['metrics'] = {}

function tenthsOf(m: Effective): number {
  const harmless = m.VC === 'N' && m.VI === 'N' && m.VA === 'N' && m.SC === 'N' && m.SI === 'N' && m.SA === 'N'
  if (harmless) return 0
  const [one, two, three, four, five] = [eq1(m), eq2(m), joint(m), eq4(m), eq5(m)] as const
  const at = (a: number, b: number, c: number, d: number, e: number) => macroScore(macroPlace(a, b, c, d, e))
  const score = at(one.level, two.level, three.level, four.level, five.level)
  let classes = 0
  let moved = 0 // the sum of (drop to the level below) * (share of the way there), in 1/840 of a tenth
  const towards = (lower: number, below: number, depth: number) => {
    classes += 1
    moved += ((score - lower) * below * 840) / depth
  }
  if (one.level < 2) {
    towards(at(one.level + 1, two.level, three.level, four.level, five.level), one.below, depths.eq1[one.level] ?? 1)
  }
  if (two.level < 1) {
    towards(at(one.level, two.level + 1, three.level, four.level, five.level), two.below, depths.eq2[two.level] ?? 1)
  }
  const lower = lowerJoint[three.level]?.map((level) => at(one.level, two.level, level, four.level, five.level)) ?? []
  if (lower.length > 0) towards(Math.max(...lower), three.below, depths.joint[three.level] ?? 1)
  if (four.level < 2) {
    towards(at(one.level, two.level, three.level, four.level + 1, five.level), four.below, depths.eq4[four.level] ?? 1)
  }
  if (five.level < 2) {
    towards(at(one.level, two.level, three.level, four.level, five.level + 1), five.below, 1)
  }
  return classes === 0 ? score : nearest(score, moved, classes)
}

/** score - moved / 840 / classes, to the nearest tenth, halves up; never below nothing. */
function nearest(score: number, moved: number, classes: number): number {
  const unit = 840 * classes
  return Math.max(0, Math.floor((2 * (score * unit - moved) + unit) / (2 * unit)))
}

/** The macro-vector as the specification writes it, such as `001100`: one digit for each equivalence class. */
export function macroVectorOf({ metrics }: Vector): string {
  const m = { ...effective(metrics, true), E: metrics['E'] ?? 'A' }
  const [eq3, eq6] = jointLevels[joint(m).level] ?? '--'
  return `${eq1(m).level}${eq2(m).level}${eq3}${eq4(m).level}${eq5(m).level}${eq6}`
}
