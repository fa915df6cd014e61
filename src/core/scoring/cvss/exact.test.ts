import { describe, expect, test } from 'vitest'
import { anyVector, everyBaseVector, read, stream } from '../../../../tests/support/cvss-vectors.ts'
import { score, type Vector } from './index.ts'

// A second opinion of our own: the equations of 2.0, 3.0 and 3.1 once more, word for word as printed, on fractions of
// whole numbers. Slow, obvious, and sharing nothing with the product's code.

class Fraction {
  readonly above: bigint
  readonly below: bigint
  constructor(above: bigint, below: bigint) {
    this.above = above
    this.below = below
  }
  plus(other: Fraction) {
    return new Fraction(this.above * other.below + other.above * this.below, this.below * other.below)
  }
  times(other: Fraction) {
    return new Fraction(this.above * other.above, this.below * other.below)
  }
  minus(other: Fraction) {
    return this.plus(new Fraction(-other.above, other.below))
  }
  atMost(most: Fraction) {
    return this.above * most.below < most.above * this.below ? this : most
  }
  floor() {
    const whole = this.above / this.below
    return this.above < 0n && whole * this.below !== this.above ? whole - 1n : whole
  }
  isPositive() {
    return this.above > 0n
  }
}

const fraction = (decimal: string | number) => {
  const [whole = '0', part = ''] = String(decimal).split('.')
  return new Fraction(BigInt(whole + part), 10n ** BigInt(part.length))
}
const product = (...factors: Fraction[]) => factors.reduce((all, one) => all.times(one), fraction(1))
const power = (one: Fraction, times: number) => product(...Array.from({ length: times }, () => one))
const half = fraction(0.5)
const nearestTenth = (x: Fraction) => {
  const size = x.isPositive() ? x : fraction(0).minus(x)
  const tenths = size.times(fraction(10)).plus(half).floor()
  return new Fraction(x.isPositive() ? tenths : -tenths, 10n)
}
const ceilTenth = (x: Fraction) => new Fraction(-fraction(0).minus(x).times(fraction(10)).floor(), 10n)
const roundup31 = (x: Fraction) => {
  const input = x.times(fraction(100000)).plus(half).floor()
  return input % 10000n === 0n ? new Fraction(input, 100000n) : new Fraction(input / 10000n + 1n, 10n)
}
const number = (x: Fraction) => Math.max(0, Number((x.above * 10n) / x.below) / 10)

const table2: Record<string, Record<string, number>> = {
  AV: { L: 0.395, A: 0.646, N: 1 },
  AC: { H: 0.35, M: 0.61, L: 0.71 },
  Au: { M: 0.45, S: 0.56, N: 0.704 },
  C: { N: 0, P: 0.275, C: 0.66 },
  I: { N: 0, P: 0.275, C: 0.66 },
  A: { N: 0, P: 0.275, C: 0.66 },
  E: { U: 0.85, POC: 0.9, F: 0.95, H: 1, ND: 1 },
  RL: { OF: 0.87, TF: 0.9, W: 0.95, U: 1, ND: 1 },
  RC: { UC: 0.9, UR: 0.95, C: 1, ND: 1 },
  CDP: { N: 0, L: 0.1, LM: 0.3, MH: 0.4, H: 0.5, ND: 0 },
  TD: { N: 0, L: 0.25, M: 0.75, H: 1, ND: 1 },
  CR: { L: 0.5, M: 1, H: 1.51, ND: 1 },
  IR: { L: 0.5, M: 1, H: 1.51, ND: 1 },
  AR: { L: 0.5, M: 1, H: 1.51, ND: 1 },
}

function printed2({ metrics }: Vector) {
  const w = (key: string) => fraction(table2[key]?.[metrics[key] ?? 'ND'] ?? Number.NaN)
  const one = fraction(1)
  const rest = (...keys: string[]) => one.minus(product(...keys.map(w)))
  const plain = fraction(10.41).times(one.minus(product(rest('C'), rest('I'), rest('A'))))
  const raised = one.minus(product(rest('C', 'CR'), rest('I', 'IR'), rest('A', 'AR')))
  const adjusted = fraction(10.41).times(raised).atMost(fraction(10))
  const base = (impact: Fraction) => {
    const exploitability = product(fraction(20), w('AV'), w('AC'), w('Au'))
    const sum = fraction(0.6).times(impact).plus(fraction(0.4).times(exploitability)).minus(fraction(1.5))
    return nearestTenth(sum.times(fraction(impact.isPositive() ? 1.176 : 0)))
  }
  const temporal = (score: Fraction) => nearestTenth(product(score, w('E'), w('RL'), w('RC')))
  const inTime = temporal(base(adjusted))
  const environmental = nearestTenth(inTime.plus(fraction(10).minus(inTime).times(w('CDP'))).times(w('TD')))
  return { base: number(base(plain)), temporal: number(temporal(base(plain))), environmental: number(environmental) }
}

const table3: Record<string, Record<string, number>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
  E: { X: 1, U: 0.91, P: 0.94, F: 0.97, H: 1 },
  RL: { X: 1, O: 0.95, T: 0.96, W: 0.97, U: 1 },
  RC: { X: 1, U: 0.92, R: 0.96, C: 1 },
  CR: { X: 1, L: 0.5, M: 1, H: 1.5 },
  IR: { X: 1, L: 0.5, M: 1, H: 1.5 },
  AR: { X: 1, L: 0.5, M: 1, H: 1.5 },
}
const privileges: Record<string, Record<string, number>> = {
  U: { N: 0.85, L: 0.62, H: 0.27 },
  C: { N: 0.85, L: 0.68, H: 0.5 },
}

function printed3({ version, metrics }: Vector) {
  const roundUp = version === '3.0' ? ceilTenth : roundup31
  const one = fraction(1)
  const part = (environmental: boolean) => {
    const value = (key: string) => (environmental ? (metrics[`M${key}`] ?? metrics[key]) : metrics[key]) ?? 'X'
    const w = (key: string) => fraction(table3[key]?.[value(key)] ?? Number.NaN)
    const requirement = (key: string) => (environmental ? w(key) : one)
    const rest = (key: string, required: string) => one.minus(w(key).times(requirement(required)))
    const lost = one.minus(product(rest('C', 'CR'), rest('I', 'IR'), rest('A', 'AR'))).atMost(fraction(0.915))
    const scope = value('S')
    const line = fraction(7.52).times(lost.minus(fraction(0.029)))
    const curve =
      environmental && version === '3.1'
        ? power(lost.times(fraction(0.9731)).minus(fraction(0.02)), 13)
        : power(lost.minus(fraction(0.02)), 15)
    const impact = scope === 'U' ? fraction(6.42).times(lost) : line.minus(fraction(3.25).times(curve))
    if (!impact.isPositive()) return fraction(0)
    const privilege = fraction(privileges[scope]?.[value('PR')] ?? Number.NaN)
    const exploitability = product(fraction(8.22), w('AV'), w('AC'), privilege, w('UI'))
    const sum = impact.plus(exploitability).times(fraction(scope === 'U' ? 1 : 1.08))
    return roundUp(sum.atMost(fraction(10)))
  }
  const w = (key: string) => fraction(table3[key]?.[metrics[key] ?? 'X'] ?? Number.NaN)
  const inTime = (base: Fraction) => number(roundUp(product(base, w('E'), w('RL'), w('RC'))))
  return { base: number(part(false)), temporal: inTime(part(false)), environmental: inTime(part(true)) }
}

const printed = { '2.0': printed2, '3.0': printed3, '3.1': printed3 } as const

describe.each(['2.0', '3.0', '3.1'] as const)('CVSS %s agrees with its equations on fractions', (version) => {
  test('for every base vector', () => {
    const vectors = everyBaseVector(version).map((text) => read(text))
    expect(vectors.length).toBe(version === '2.0' ? 729 : 2592)
    for (const vector of vectors) expect(score(vector), JSON.stringify(vector)).toMatchObject(printed[version](vector))
  })

  test('for 6,000 vectors with all their metrics', () => {
    const random = stream(20_070_601)
    for (let nth = 0; nth < 6000; nth++) {
      const vector = read(anyVector(version, random))
      expect(score(vector), JSON.stringify(vector)).toMatchObject(printed[version](vector))
    }
  })
})

describe.each(['3.0', '3.1'] as const)('CVSS %s, all that its equations can be asked', (version) => {
  const bases = everyBaseVector(version)

  test('every environmental severity', () => {
    // Three losses in any order are the same to the equations, and seven weights are all there are.
    const weights = ['N/X', 'L/L', 'L/M', 'L/H', 'H/L', 'H/M', 'H/H'].map((pair) => pair.split('/'))
    const losses = weights.flatMap(([C, CR], i) =>
      weights
        .slice(i)
        .flatMap(([I, IR], j) =>
          weights.slice(i + j).map(([A, AR]) => `MC:${C}/MI:${I}/MA:${A}/CR:${CR}/IR:${IR}/AR:${AR}`),
        ),
    )
    const exploits = bases.filter((text) => text.endsWith('/C:N/I:N/A:N'))
    expect([losses.length, exploits.length]).toEqual([84, 96])
    for (const exploit of exploits) {
      for (const loss of losses) {
        const vector = read(`${exploit}/${loss}`)
        expect(score(vector).environmental, `${exploit}/${loss}`).toBe(printed3(vector).environmental)
      }
    }
  })

  test('every base score under every temporal factor', () => {
    const oneForEach = new Map(bases.map((text) => [score(read(text)).base, text]))
    const factors = ['X', 'U', 'P', 'F'].flatMap((e) =>
      ['X', 'O', 'T', 'W'].flatMap((rl) => ['X', 'U', 'R'].map((rc) => `/E:${e}/RL:${rl}/RC:${rc}`)),
    )
    expect(oneForEach.size).toBeGreaterThan(70)
    for (const text of oneForEach.values()) {
      for (const factor of factors) {
        const vector = read(text + factor)
        expect(score(vector), text + factor).toMatchObject(printed3(vector))
      }
    }
  })
})
