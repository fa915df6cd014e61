import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  ada,
  at,
  ben,
  cleo,
  does,
  dora,
  policy,
  policyWith,
  refusal,
  seated,
  someone,
  start,
} from '../../../tests/kit/committee.ts'
import type { PersonId } from '../kernel/index.ts'
import { balanceAt, foldAhead, graceOf, presentAt, vendorKey, warningsFor } from './index.ts'

const people = (count: number) => Array.from({ length: count }, (_, n): PersonId => `p-${String(n).padStart(12, 'x')}`)
const clausesFor = (vendors: readonly string[], under = policy): string[] => {
  const committee = seated(Object.fromEntries(people(vendors.length).map((one, n) => [one, vendors[n] ?? ''])))
  return warningsFor(committee, under, presentAt(committee, start), '2026-03-02').map(({ clause }) => clause)
}
const limited = (atMost: object) => policyWith({ vendorBalance: { atMost } })

describe('C4, C6: what the policy warns of', () => {
  it.each([
    [['Harbour', 'Lighthouse'], []],
    [['Harbour'], ['C4']],
    [['a', 'b', 'c', 'd', 'e'], ['C4']],
    [['Harbour', 'harbour ', 'Lighthouse'], []],
    [['Harbour', 'Harbour', 'Harbour', 'Lighthouse'], ['C6']],
    [['Harbour', 'Harbour'], ['C6']],
    [['', '', ''], []],
  ])('%j', (vendors, clauses) => {
    expect(clausesFor(vendors)).toEqual(clauses)
  })

  it('reads a share, and no limit at all', () => {
    const four = ['Harbour', 'Harbour', 'Lighthouse', 'Pier']
    expect(clausesFor(four, limited({ share: '1/2' }))).toEqual([])
    expect(clausesFor(four, limited({ share: '1/3' }))).toEqual(['C6'])
    expect(clausesFor(['Harbour', 'Harbour'], limited({ unlimited: true }))).toEqual([])
  })

  it('never warns of vendors when nobody says where they come from', () => {
    fc.assert(fc.property(fc.nat({ max: 9 }), (count) => !clausesFor(Array(count).fill('')).includes('C6')))
  })

  it('2:1 and the share 2/3 are one limit', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', ''), { minLength: 1, maxLength: 9 }), (vendors) => {
        expect(clausesFor(vendors, limited({ ratio: '2:1' }))).toEqual(clausesFor(vendors, limited({ share: '2/3' })))
      }),
    )
  })
})

describe('one vendor under several names', () => {
  test.each([
    ['Harbour', 'HARBOUR Inc.'],
    ['Harbour GmbH', 'harbour'],
    ['Light House, Ltd', 'light-house'],
  ])('%s is %s', (one, other) => {
    expect(vendorKey(one)).toBe(vendorKey(other))
  })

  test('a vendor may have any name', () => {
    expect([vendorKey('constructor'), vendorKey('__proto__')]).toEqual(['constructor', 'proto'])
  })

  const three = seated({ [ada]: 'Harbour', [ben]: 'Harbour', [cleo]: 'Pier' })
  const rename = (from: string, to: string) => ({ from, to, reason: 'bought' })

  test('a vendor that was renamed is still one vendor', () => {
    const renamed = does(three, 'renameVendor', rename('Harbour', 'Anchorage'), { by: ada })
    const stated = does(renamed, 'stateAffiliation', { person: cleo, affiliation: 'Anchorage' }, { by: cleo })
    expect(balanceAt(stated, policy, start).over).toMatchObject([{ people: [ada, ben, cleo] }])
  })

  test('a circle, or a name that is gone, is refused', () => {
    const renamed = does(three, 'renameVendor', rename('Harbour', 'Anchorage'), { by: ada })
    expect(refusal(renamed, 'renameVendor', rename('Anchorage', 'Harbour Ltd'), { by: ada })).toBe('one_vendor C6')
    expect(refusal(renamed, 'renameVendor', rename('Harbour', 'Pier'), { by: ada })).toBe('renamed_already C6')
    expect(refusal(three, 'renameVendor', rename('!', 'Pier'), { by: ada })).toBe('no_vendor C6')
  })
})

describe('ahead, and since when', () => {
  const four = seated({ [ada]: 'Harbour', [ben]: 'Harbour', [cleo]: 'Pier', [dora]: '' })

  test('the balance on a day ahead knows of leaves and stand-ins', () => {
    const away = does(four, 'announceLeave', { from: '2026-04-01', to: '2026-05-10' }, { by: cleo })
    const both = does(away, 'announceLeave', { from: '2026-04-10', to: '2026-05-20' }, { by: dora })
    expect(balanceAt(both, policy, at('2026-04-05')).over).toEqual([])
    expect(balanceAt(both, policy, at('2026-04-15')).over).toMatchObject([{ name: 'Harbour' }])
    const stood = does(
      both,
      'nameStandIn',
      { leave: 1, ...someone('x'), reason: 'x' },
      { by: cleo, named: 'p-999999999999' },
    )
    expect(balanceAt(stood, policy, at('2026-04-15')).over).toEqual([])
  })

  test('a job change warns, and the grace runs from its day', () => {
    const changed = { person: cleo, affiliation: 'Harbour', since: '2026-03-20' }
    const tipped = does(four, 'stateAffiliation', changed, { by: cleo })
    expect(graceOf(tipped, policy, at('2026-03-10'))).toBeNull()
    expect(graceOf(tipped, policy, at('2026-06-01'))).toEqual({
      vendor: 'Harbour',
      since: '2026-03-20T00:00:00Z',
      until: '2026-09-20T00:00:00Z',
      ran: false,
    })
    expect(graceOf(tipped, policy, at('2026-10-01'))?.ran).toBe(true)
  })

  test('it begins again when the committee was within the limit in between', () => {
    const tipped = does(
      four,
      'stateAffiliation',
      { person: cleo, affiliation: 'Harbour', since: '2026-03-20' },
      { by: cleo },
    )
    const mended = does(
      tipped,
      'stateAffiliation',
      { person: cleo, affiliation: 'Pier', since: '2026-04-20' },
      { by: cleo },
    )
    const again = does(
      mended,
      'stateAffiliation',
      { person: cleo, affiliation: 'Harbour', since: '2026-05-20' },
      { by: cleo },
    )
    expect(graceOf(again, policy, at('2026-06-01'))?.since).toBe('2026-05-20T00:00:00Z')
  })

  test('counts those who sat then, not those who sit now', () => {
    const tipped = does(
      four,
      'stateAffiliation',
      { person: dora, affiliation: 'Harbour', since: '2026-03-20' },
      { by: dora },
    )
    const left = { type: 'MemberUnseated', person: cleo, reason: 'x', proposal: null } as const
    const now = foldAhead(tipped, [left], at('2026-05-01'), 'product')
    expect(graceOf(now, policy, at('2026-06-01'))?.since).toBe('2026-03-20T00:00:00Z')
  })
})
