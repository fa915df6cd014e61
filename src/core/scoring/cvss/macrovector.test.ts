import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { everyBaseVector, read } from '../../../../tests/support/cvss-vectors.ts'
import { macroVectorOf } from './index.ts'
import { eq1, eq2, eq4, eq5, joint, type Effective, type Standing } from './macrovector.ts'
import { depths } from './score4.ts'
import { jointLevels, macroPlace, macroScore } from './tables/macroscores.ts'

// FIRST's own tables are the judge. They are not part of the repository: they are read beside it where they are there,
// and these tests are skipped where they are not.
const folder = new URL('../../../../../shared/schemas/cvss-4.0/', import.meta.url)
const told = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))

interface Maxima {
  readonly eq1: Record<string, string[]>
  readonly eq2: Record<string, string[]>
  readonly eq3: Record<string, Record<string, string[]>>
  readonly eq4: Record<string, string[]>
  readonly eq5: Record<string, string[]>
}

interface Depths {
  readonly eq1: Record<string, number>
  readonly eq2: Record<string, number>
  readonly eq3eq6: Record<string, Record<string, number>>
  readonly eq4: Record<string, number>
}

const mildest: Effective = {
  AV: 'P',
  AC: 'H',
  AT: 'P',
  PR: 'H',
  UI: 'A',
  VC: 'N',
  VI: 'N',
  VA: 'N',
  SC: 'N',
  SI: 'N',
  SA: 'N',
  CR: 'L',
  IR: 'L',
  AR: 'L',
  E: 'U',
}
const worstBut = (fragment: string): Effective => {
  const given = fragment.split('/').filter((segment) => segment !== '')
  return { ...mildest, ...Object.fromEntries(given.map((segment) => segment.split(':'))) }
}

describe.skipIf(!existsSync(folder))('FIRST’s tables (../shared/schemas/cvss-4.0)', () => {
  test('all 270 macro-vectors have the published score', () => {
    const lookup = told('lookup.json') as Record<string, number>
    expect(Object.keys(lookup)).toHaveLength(270)
    for (const [macro, score] of Object.entries(lookup)) {
      const [a, b, c, d, e, f] = macro.split('').map(Number) as [number, number, number, number, number, number]
      const level = jointLevels.indexOf(`${c}${f}` as (typeof jointLevels)[number])
      expect(macroScore(macroPlace(a, b, level, d, e)), macro).toBe(Math.round(score * 10))
    }
  })

  test('each highest-severity vector is of its level, and nothing below it', () => {
    const maxima = told('max-composed.json') as Maxima
    const standings: [Record<string, string[]>, (m: Effective) => Standing][] = [
      [maxima.eq1, eq1],
      [maxima.eq2, eq2],
      [maxima.eq4, eq4],
      [maxima.eq5, eq5],
    ]
    for (const [levels, standing] of standings) {
      for (const [level, fragments] of Object.entries(levels)) {
        for (const one of fragments) expect(standing(worstBut(one)), one).toEqual({ level: Number(level), below: 0 })
      }
    }
    const joints = Object.entries(maxima.eq3).flatMap(([three, sixes]) =>
      Object.entries(sixes).flatMap(([six, fragments]) => fragments.map((one) => [`${three}${six}`, one] as const)),
    )
    expect(joints).toHaveLength(11)
    for (const [level, one] of joints) {
      expect(joint(worstBut(one)), one).toEqual({ level: jointLevels.findIndex((name) => name === level), below: 0 })
    }
  })

  test('each level is as deep as published', () => {
    const published = told('max-severity.json') as Depths
    expect(depths.eq1).toEqual(Object.values(published.eq1))
    expect(depths.eq2).toEqual(Object.values(published.eq2))
    expect(depths.eq4).toEqual(Object.values(published.eq4))
    expect(depths.joint).toEqual(jointLevels.map(([three = '', six = '']) => published.eq3eq6[three]?.[six]))
  })
})

describe('the grid', () => {
  test('a step down to the next macro-vector never scores higher', () => {
    const levels = { eq1: 3, eq2: 2, joint: 5, eq4: 3, eq5: 3 }
    const lower: Readonly<Record<number, readonly number[]>> = { 0: [1, 2], 1: [3], 2: [3], 3: [4], 4: [] }
    let steps = 0
    for (let a = 0; a < levels.eq1; a++)
      for (let b = 0; b < levels.eq2; b++)
        for (let c = 0; c < levels.joint; c++)
          for (let d = 0; d < levels.eq4; d++)
            for (let e = 0; e < levels.eq5; e++) {
              const score = macroScore(macroPlace(a, b, c, d, e))
              const below = [
                ...(a < 2 ? [macroPlace(a + 1, b, c, d, e)] : []),
                ...(b < 1 ? [macroPlace(a, b + 1, c, d, e)] : []),
                ...(lower[c] ?? []).map((level) => macroPlace(a, b, level, d, e)),
                ...(d < 2 ? [macroPlace(a, b, c, d + 1, e)] : []),
                ...(e < 2 ? [macroPlace(a, b, c, d, e + 1)] : []),
              ]
              steps += below.length
              for (const place of below) expect(macroScore(place)).toBeLessThanOrEqual(score)
            }
    expect(steps).toBeGreaterThan(700)
  })

  test('no vector stands above the worst of its level, nor below its depth', () => {
    const bad: string[] = []
    for (const text of everyBaseVector('4.0')) {
      const m: Effective = { ...mildest, ...read(text).metrics, CR: 'H', IR: 'H', AR: 'H', E: 'A' }
      const one = eq1(m)
      const four = eq4(m)
      const three = joint(m)
      const inside = (standing: Standing, deep: readonly number[]) =>
        standing.below >= 0 && standing.below <= (deep[standing.level] ?? -1)
      if (!inside(one, depths.eq1) || !inside(four, depths.eq4) || !inside(three, depths.joint)) bad.push(text)
    }
    expect(bad).toEqual([])
  })

  test('is written with one digit for each class', () => {
    const base = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H'
    expect(macroVectorOf(read(`${base}/SC:N/SI:N/SA:N`))).toBe('000200')
    expect(macroVectorOf(read(`${base}/SC:H/SI:H/SA:H/E:U/CR:L/IR:L/AR:L/MAV:P/MSI:S`))).toBe('200021')
  })
})
