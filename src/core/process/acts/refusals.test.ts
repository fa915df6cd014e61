import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { ada, closed, refused, report, sigstore, taken, vectors } from '../../../../tests/kit/case.ts'
import {
  file,
  notReleased,
  opening,
  past,
  refusals,
  setAside,
  tuesday,
  withoutCvss,
  type Row,
} from '../../../../tests/kit/refusals/index.ts'
import type { Decision } from '../act.ts'
import { clauses } from '../../policy/index.ts'
import { attach, attachmentLimits, erase, lawful, openCase } from '../index.ts'

/** Where in the code the refusals were made that the rows below provoked, as `acts/triage.ts:22`. */
const provoked = vi.hoisted(() => new Set<string>())

vi.mock(import('../../kernel/index.ts'), async (original) => {
  const kernel = await original()
  const refuse: typeof kernel.refuse = (...told) => {
    const [, caller = ''] = (new Error('here').stack ?? '').split('\n').slice(1)
    provoked.add(/core\/process\/([\w/]+\.ts:\d+)/.exec(caller)?.[1] ?? caller)
    return kernel.refuse(...told)
  }
  return { ...kernel, refuse }
})
const allRoles = ['member', 'fixer', 'invited', 'reporter'] as const
const answer = ([, story, by, act, fields]: Row) =>
  story().tries(by, act, fields, by === 'product' ? allRoles : undefined)

describe('every refusal names its clause and a way out', () => {
  test.each(refusals.map((row) => [`${row[3]} → ${row[0]}`, row] as const))('%s', (_, row) => {
    const { clause, code, says, instead } = refused(answer(row))
    expect(`${clause}: ${code}`).toBe(row[0])
    expect(Object.keys(clauses)).toContain(clause)
    for (const sentence of [says, instead]) {
      expect(sentence).toMatch(/^["A-ZÀ-Þ0-9].*[.!?)]$/su)
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object/)
    }
  })

  const longAfter = report().later('P90D').now
  const others: readonly (readonly [string, () => Decision])[] = [
    ['D1: in_the_future', () => openCase({ ...opening(), disclosed: '2027-01-01T00:00:00Z' }, sigstore, report().now)],
    ['D3: in_the_past', () => openCase({ ...opening(), intent: { publishOn: past, note: 'x' } }, sigstore, longAfter)],
    ['R3: protocol_forbids', () => lawful(report().c, [{ type: 'FixReleased', at: tuesday }], 'R3')],
    [
      'S2: embargo_stands',
      () => lawful(report().c, [{ type: 'BecamePublic', since: past, how: 'x', evidence: 'x' }], 'S2'),
    ],
    ['R4: not_released', notReleased],
    [
      'V1: table_not_used',
      () => withoutCvss().tries(ada, 'decideSsvc', { table: 'publish', answers: 'E:N', reason: 'x' }),
    ],
    ['V1: version_not_used', () => withoutCvss().tries(ada, 'decideSeverity', { vector: vectors.high })],
    ['T1: not_closed', () => erase(taken().c, { reason: 'x', confirm: '' })],
    ['T2: on_record', () => erase(closed().c, { reason: 'x', confirm: '' })],
    ['T1: not_confirmed', () => erase(setAside().does(ada, 'closeCase').c, { reason: 'x', confirm: 'yes' })],
    ['V6: too_many_files', () => attach(report().c, [{ ...file, size: attachmentLimits.ofCase + 1 }], 1, 'everyone')],
    ['V2: not_in_policy', () => withoutCvss().tries(ada, 'requestCve', { from: 'cna', evidence: 'x' })],
    ['V2: not_in_policy', () => withoutCvss().tries(ada, 'reserveCve')],
  ]
  test.each(others)('%s', (expected, ask) => {
    const { clause, code, says, instead } = refused(ask())
    expect(`${clause}: ${code}`).toBe(expected)
    expect([says, instead]).not.toContain('')
  })

  test('every place in the code that refuses something was reached by one of these, not its code alone', () => {
    const written = sources()
    expect(written.length).toBeGreaterThan(100)
    expect(written.filter((place) => !provoked.has(place))).toEqual([])
  })
})
/** Every place in which something is refused. */
function sources(): string[] {
  const folder = new URL('..', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
    .flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .split('\n')
        .flatMap((line, index) => (/\brefuse\(/.test(line) ? [`${file}:${index + 1}`] : [])),
    )
}
