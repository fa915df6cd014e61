import { describe, expect, test } from 'vitest'
import { read } from '../../../../tests/support/cvss-vectors.ts'
import { classOf, explainVector, metricsOf, score, UnreadVector } from './index.ts'

describe('a vector in words', () => {
  test('gives the published names and a sentence', () => {
    const told = explainVector(read('CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N/E:P/MAV:L'))
    expect(told.map(({ metricName, valueName }) => `${metricName}: ${valueName}`)).toEqual([
      'Attack Vector: Network',
      'Attack Complexity: Low',
      'Privileges Required: None',
      'User Interaction: Required',
      'Scope: Changed',
      'Confidentiality: Low',
      'Integrity: Low',
      'Availability: None',
      'Exploit Code Maturity: Proof-of-Concept',
      'Modified Attack Vector: Local',
    ])
    expect(told[0]?.says).toBe(
      'From where can it be attacked? Network: from anywhere that can reach it over a network.',
    )
    expect(told.at(-1)).toMatchObject({ metric: 'MAV', value: 'L', group: 'environmental' })
  })

  test.each([
    ['2.0', 14],
    ['3.0', 22],
    ['3.1', 22],
    ['4.0', 32],
  ] as const)('CVSS %s has %i metrics, each with words of its own', (version, count) => {
    const metrics = metricsOf(version)
    expect(metrics).toHaveLength(count)
    expect(new Set(metrics.map(({ name }) => name)).size).toBe(count)
    for (const { asks, choices } of metrics) {
      expect(asks).toMatch(/^[A-Z].*\?$/u)
      const claims = Object.values(choices).map((choice) => choice.claims)
      expect(new Set(claims).size).toBe(claims.length)
    }
  })

  test('people can be hurt through a subsequent system’s integrity and availability only', () => {
    const withSafety = metricsOf('4.0').filter(({ choices }) => choices['S']?.name === 'Safety')
    expect(withSafety.map(({ key }) => key)).toEqual(['MSI', 'MSA'])
  })
})

describe('the class of a score', () => {
  test.each([
    [0, 'low', 'none'],
    [0.1, 'low', 'low'],
    [3.9, 'low', 'low'],
    [4, 'medium', 'medium'],
    [6.9, 'medium', 'medium'],
    [7, 'high', 'high'],
    [8.9, 'high', 'high'],
    [9, 'high', 'critical'],
    [10, 'high', 'critical'],
  ] as const)('%d is %s in 2.0 and %s since', (one, in2, since) => {
    expect(classOf(one, '2.0')).toBe(in2)
    for (const version of ['3.0', '3.1', '4.0'] as const) expect(classOf(one, version)).toBe(since)
  })

  test.each([-0.1, 10.1, Number.NaN, Number.POSITIVE_INFINITY])('%d has none', (one) => {
    expect(() => classOf(one, '3.1')).toThrow(RangeError)
  })
})

describe('metrics that nobody read', () => {
  test.each(['2.0', '3.1', '4.0'] as const)('are a bug, and said to be one (%s)', (version) => {
    expect(() => score({ version, metrics: { AV: 'N' } })).toThrow(UnreadVector)
    expect(() => explainVector({ version, metrics: { AV: 'Q' } })).toThrow(
      expect.objectContaining({ code: 'unread_vector' }),
    )
  })
})
