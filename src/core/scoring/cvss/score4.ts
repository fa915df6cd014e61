import { eq1, eq2, eq4, eq5, joint, type Effective, type Standing } from './macrovector.ts'
import type { ThreatScores } from './scores.ts'
import { classOf } from './severity.ts'
import { jointLevels, macroPlace, macroScore, strides } from './tables/macroscores.ts'
import type { Vector } from './vector.ts'

// CVSS v4.0, section 8: a vector falls into one of 270 macro-vectors, which experts scored; within it, it is moved
// down in proportion to how far it lies from the macro-vector's worst. Exact here, in whole numbers of 1/50400 of a
// tenth (50400 = 840 * 60: the depths below divide 840, up to five classes divide 60).

// How many steps deep each level is (FIRST's max_severity; source and licence as for tables/macroscores.ts).
export const depths = { eq1: [1, 4, 5], eq2: [1, 2], joint: [7, 6, 8, 8, 10], eq4: [6, 5, 4] } as const

// How many levels down the next lower ones of EQ3+EQ6 are. 00 has two (01 and 10): the smaller drop counts.
const lowerJoint: readonly (readonly number[])[] = [[1, 2], [2], [1], [1], []]

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
    AV: e['MAV'] ?? m['AV'],
    AC: e['MAC'] ?? m['AC'],
    AT: e['MAT'] ?? m['AT'],
    PR: e['MPR'] ?? m['PR'],
    UI: e['MUI'] ?? m['UI'],
    VC: e['MVC'] ?? m['VC'],
    VI: e['MVI'] ?? m['VI'],
    VA: e['MVA'] ?? m['VA'],
    SC: e['MSC'] ?? m['SC'],
    SI: e['MSI'] ?? m['SI'],
    SA: e['MSA'] ?? m['SA'],
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
  const [one, two, three, four, five] = [eq1(m), eq2(m), joint(m), eq4(m), eq5(m)]
  const place = macroPlace(one.level, two.level, three.level, four.level, five.level)
  const score = macroScore(place)
  let classes = 0
  let moved = 0 // the sum of (drop to the level below) * (share of the way there), in 1/840 of a tenth
  if (one.level < 2) {
    classes++
    moved += share(score - macroScore(place + strides.eq1), one, depths.eq1)
  }
  if (two.level < 1) {
    classes++
    moved += share(score - macroScore(place + strides.eq2), two, depths.eq2)
  }
  const drop = smallestJointDrop(score, place, three.level)
  if (drop !== undefined) {
    classes++
    moved += share(drop, three, depths.joint)
  }
  if (four.level < 2) {
    classes++
    moved += share(score - macroScore(place + strides.eq4), four, depths.eq4)
  }
  if (five.level < 2) classes++ // has no inside to be moved down in, but counts (section 8.2)
  return classes === 0 ? score : nearest(score, moved, classes)
}

function smallestJointDrop(score: number, place: number, level: number): number | undefined {
  let smallest: number | undefined
  for (const down of lowerJoint[level] ?? []) {
    const drop = score - macroScore(place + down * strides.joint)
    if (smallest === undefined || drop < smallest) smallest = drop
  }
  return smallest
}

function share(drop: number, { level, below }: Standing, deep: readonly number[]): number {
  return (drop * below * 840) / (deep[level] ?? Number.NaN)
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
