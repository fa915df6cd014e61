import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { members, everyone, type Story } from '../../../../tests/kit/case.ts'
import { beginnings, moves, walk, type Taken } from '../../../../tests/kit/walk.ts'
import type { CaseEvent } from '../events.ts'
import { evolve } from '../evolve/index.ts'
import { rolesOn } from '../roles.ts'
import type { Case } from '../state.ts'
import { facts, unknownToAll, withFact, type Fact } from './caseState.ts'
import { pull } from './cast.ts'
import { blank, type Shadow } from './shadow.ts'
import type { Trigger } from './triggers.ts'

/**
 * Vultron's protocol told a second time, from its description and not from the tables under test: what may follow
 * what, written as sentences about two neighbouring states and the event between them.
 */
const reportArrows = 'S>R R>V R>I I>V V>A D>A V>D A>D I>C D>C A>C'.split(' ')
const consentArrows = [
  'none>invited lapsed>invited declined>invited',
  'none>signatory invited>signatory lapsed>signatory',
  'none>declined invited>declined lapsed>declined signatory>declined',
  'signatory>lapsed',
  'invited>none signatory>none lapsed>none declined>none',
].flatMap((line) => line.split(' '))
const embargoArrows: Partial<Record<CaseEvent['type'], readonly string[]>> = {
  EmbargoProposed: ['N>P', 'P>P', 'A>R', 'R>R'],
  EmbargoAccepted: ['P>A', 'R>A'],
  EmbargoRejected: ['P>N', 'R>A'],
  EmbargoEnded: ['A>X', 'R>X'],
}

function held(state: string): Set<string> {
  return new Set([...state].filter((letter) => letter === letter.toUpperCase()))
}

/** Facts in the order in which they may become true; `undefined` where the order is lawful. */
function unlawful(before: ReadonlySet<string>, fact: string): string | undefined {
  if (before.has(fact)) return `${fact} twice`
  if (fact === 'F' && !before.has('V')) return 'a fix before the vendor is aware'
  if (fact === 'D' && !before.has('F')) return 'deployed before there is a fix'
  if (before.has('X') && !before.has('P') && fact !== 'P') return 'a public exploit is public next'
  if (before.has('P') && !before.has('V') && !(before.has('X') && !before.has('P')) && fact !== 'V') {
    return 'what is public reaches the vendor next'
  }
  return undefined
}

describe('the case state', () => {
  const orders = permutations(facts)
  const lawful = (order: readonly Fact[]) => {
    const before = new Set<string>()
    return order.every((fact) => unlawful(before, fact) === undefined && before.add(fact))
  }
  const accepted = (order: readonly Fact[]) =>
    order.reduce<string | undefined>(
      (state, fact) => (state === undefined ? undefined : withFact(state, fact)),
      unknownToAll,
    )

  test('70 of the 720 histories are legal, and no other one is accepted', () => {
    expect(orders).toHaveLength(720)
    expect(orders.filter(lawful)).toHaveLength(70)
    for (const order of orders)
      expect([order.join(''), accepted(order) === 'VFDPXA']).toEqual([order.join(''), lawful(order)])
  })

  test('32 states, 58 edges', () => {
    const states = new Set([unknownToAll])
    let edges = 0
    for (const state of states) {
      for (const fact of facts) {
        const next = withFact(state, fact)
        if (next === undefined) continue
        edges++
        states.add(next)
      }
    }
    expect([states.size, edges]).toEqual([32, 58])
  })
})

describe('random walks through the process', () => {
  test('never reach what Vultron forbids', () => {
    fc.assert(
      fc.property(beginnings, moves, (beginning, told) => {
        const start: Taken[] = []
        const story = walk(beginning, told, (taken) => start.push(taken))
        let before: Case | null = null
        for (const record of story.records) {
          const after: Case = evolve(before, record)
          follows(before, after, record.event)
          before = after
        }
        for (const { after } of start) rests(after)
        consents(story)
      }),
      { numRuns: Number(process.env['TOCSIN_RUNS'] ?? 80) },
    )
  })
})

/** What one event may do. */
function follows(before: Case | null, after: Case, event: CaseEvent): void {
  const was = before?.shadow ?? blank
  const is = after.shadow
  const told = `${event.type}: ${was.rm}${was.em} ${was.cs} → ${is.rm}${is.em} ${is.cs}`

  if (was.rm !== is.rm) expect(reportArrows, told).toContain(`${was.rm}>${is.rm}`)
  const arrows = embargoArrows[event.type]
  if (arrows !== undefined) expect(arrows, told).toContain(`${was.em}>${is.em}`)
  else expect(is.em, told).toBe(was.em)

  const [had, has] = [held(was.cs), held(is.cs)]
  expect(
    [...had].every((fact) => has.has(fact)),
    told,
  ).toBe(true)
  const became = [...has].filter((fact) => !had.has(fact))
  expect(became.length, told).toBeLessThanOrEqual(1)
  for (const fact of became) expect(unlawful(had, fact), told).toBeUndefined()

  // Embargoes are proposed or accepted only in pxa, to an exact instant.
  if (event.type === 'EmbargoProposed' || event.type === 'EmbargoAccepted') {
    expect(
      ['P', 'X', 'A'].some((fact) => had.has(fact)),
      told,
    ).toBe(false)
    expect(event.until).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  }
  // F and D need RM in {A, D, C}.
  if (became.some((fact) => fact === 'F' || fact === 'D')) expect('ADC', told).toContain(is.rm)
  // A duplicate is valid, then deferred: never invalid.
  if (event.type === 'MarkedDuplicate') expect(is.rm, told).toBe('D')
  for (const person of everyone) {
    const [from, to] = [was.consent[person] ?? 'none', is.consent[person] ?? 'none']
    // The reporter consents by reporting.
    if (from !== to && before !== null) expect(consentArrows, `${told} ${person}`).toContain(`${from}>${to}`)
  }
}

/** What must hold whenever a command has been carried out. */
function rests(c: Case): void {
  const { cs, em, rm } = c.shadow
  const has = held(cs)
  if (has.has('P') || has.has('X')) expect('NX', `${em} ${cs}`).toContain(em)
  // No state in which the protocol waits for one certain next step is left standing.
  expect(has.has('V')).toBe(true)
  if (has.has('X')) expect(has.has('P')).toBe(true)
  // The shadow says what the case says.
  expect({ P: has.has('P'), X: has.has('X'), A: has.has('A'), F: has.has('F'), D: has.has('D') }).toEqual({
    P: c.publicSince !== null,
    X: c.exploitSince !== null,
    A: c.attacksSince !== null,
    F: c.fixComplete !== null,
    D: c.fixReleased !== null,
  })
  expect(rm === 'C').toBe(c.closed !== null)
  if (c.closed === null && c.setAside !== null) expect('ID').toContain(rm)
  if (c.setAside?.as === 'duplicate' || c.setAside?.as === 'deferred') expect('DC').toContain(rm)
  if (em === 'A' || em === 'R') expect(c.embargo.until).not.toBeNull()
  expect(c.embargo.proposed.length > 0).toBe(em === 'P' || em === 'R')
  expect(em === 'X').toBe(c.embargo.ended !== null)
}

/** Nobody sees the case before accepting the embargo. */
function consents({ c }: Story): void {
  for (const person of everyone) {
    const roles = rolesOn(c, person, members)
    if (roles.includes('fixer') && person !== c.reporter) {
      expect(['signatory', 'lapsed'], person).toContain(c.shadow.consent[person])
    }
  }
}

describe('the machines, arrow by arrow', () => {
  const arrowsOf = (
    states: readonly string[],
    triggers: readonly string[],
    next: (state: string, trigger: string) => string,
  ) =>
    states.flatMap((state) =>
      triggers.map((trigger) => `${state} ${trigger} ${next(state, trigger)}`).filter((arrow) => !arrow.endsWith(' -')),
    )
  const after = (shadow: Shadow, trigger: Trigger, read: (shadow: Shadow) => string) => {
    const next = pull(shadow, trigger)
    return 'forbidden' in next ? '-' : read(next)
  }

  test('report management', () => {
    const triggers = ['receive', 'validate', 'invalidate', 'accept', 'defer', 'close'] as const
    const found = arrowsOf([...'SRVIDAC'], triggers, (state, trigger) =>
      after(
        { ...blank, rm: state as Shadow['rm'] },
        { machine: 'rm', trigger: trigger as (typeof triggers)[number] },
        ({ rm }) => rm,
      ),
    )
    expect(found.map((arrow) => arrow.replace(/ .* /, '>')).sort()).toEqual([...reportArrows].sort())
    expect(found).toContain('A defer D')
  })

  test('embargo management', () => {
    const triggers = ['propose', 'reject', 'accept', 'terminate'] as const
    const found = arrowsOf([...'NPARX'], triggers, (state, trigger) =>
      after(
        { ...blank, em: state as Shadow['em'] },
        { machine: 'em', trigger: trigger as (typeof triggers)[number] },
        ({ em }) => em,
      ),
    )
    expect(found.sort()).toEqual(
      [
        'N propose P',
        'P propose P',
        'A propose R',
        'R propose R',
        'P reject N',
        'R reject A',
        'P accept A',
        'R accept A',
        'A terminate X',
        'R terminate X',
      ].sort(),
    )
  })

  test('embargoes are proposed or accepted only while nothing is public, exploited or attacked', () => {
    for (const cs of ['VfdPxa', 'VfdpXa', 'VfdpxA']) {
      expect(after({ ...blank, cs, em: 'A' }, { machine: 'em', trigger: 'propose' }, ({ em }) => em)).toBe('-')
      expect(after({ ...blank, cs, em: 'P' }, { machine: 'em', trigger: 'accept' }, ({ em }) => em)).toBe('-')
      expect(after({ ...blank, cs, em: 'P' }, { machine: 'em', trigger: 'reject' }, ({ em }) => em)).toBe('N')
      expect(after({ ...blank, cs, em: 'A' }, { machine: 'em', trigger: 'terminate' }, ({ em }) => em)).toBe('X')
    }
  })

  test('each participant’s consent', () => {
    const triggers = ['invite', 'accept', 'decline', 'revise', 'reset'] as const
    const found = arrowsOf(['none', 'invited', 'signatory', 'lapsed', 'declined'], triggers, (state, trigger) => {
      const shadow: Shadow = { ...blank, consent: { 'p-x': state as Shadow['consent'][string] } }
      const pulled = { machine: 'consent', person: 'p-x', trigger: trigger as (typeof triggers)[number] } as const
      return after(shadow, pulled, ({ consent }) => consent['p-x'] ?? 'none')
    })
    const told = found.map((arrow) => arrow.replace(/ .* /, '>'))
    expect(told.sort()).toEqual([...consentArrows, 'none>none'].sort())
  })

  test('a fix is made and deployed only by whoever engaged with the report', () => {
    for (const rm of ['S', 'R', 'V', 'I'] as const) {
      expect(after({ ...blank, rm, cs: 'Vfdpxa' }, { machine: 'cs', fact: 'F' }, ({ cs }) => cs)).toBe('-')
      expect(after({ ...blank, rm, cs: 'VFdpxa' }, { machine: 'cs', fact: 'D' }, ({ cs }) => cs)).toBe('-')
    }
    for (const rm of ['A', 'D', 'C'] as const) {
      expect(after({ ...blank, rm, cs: 'Vfdpxa' }, { machine: 'cs', fact: 'F' }, ({ cs }) => cs)).toBe('VFdpxa')
    }
  })
})

test('what a machine has no arrow for is refused, naming machine, state and trigger', () => {
  expect(pull(blank, { machine: 'rm', trigger: 'close' })).toMatchObject({
    machine: 'rm',
    state: 'S',
    trigger: 'close',
  })
  expect(pull(blank, { machine: 'em', trigger: 'accept' })).toMatchObject({
    forbidden: true,
    machine: 'em',
    state: 'N',
  })
  expect(pull(blank, { machine: 'cs', fact: 'F' })).toMatchObject({ forbidden: true, machine: 'cs', state: 'RM S' })
  const lapse = { machine: 'consent', person: 'p-x', trigger: 'revise' } as const
  expect(pull(blank, lapse)).toMatchObject({ forbidden: true, machine: 'consent', state: 'none' })
})

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))
}
