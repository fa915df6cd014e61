import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ada, everyone, members, report, type Story } from '../../../tests/kit/case.ts'
import { stepsOf } from '../../../tests/kit/robot.ts'
import { beginnings, moves, walk, type Taken } from '../../../tests/kit/walk.ts'
import { can } from '../access/index.ts'
import type { Recorded } from '../kernel/index.ts'
import { deadlines } from './deadlines.ts'
import { decide } from './decide.ts'
import { evolve, fold } from './evolve/index.ts'
import type { CaseEvent, CaseEventType } from './events.ts'
import { figures } from './figures.ts'
import { actNamed } from './acts/index.ts'
import { rolesOn } from './roles.ts'
import type { Case } from './state.ts'
import { inWords } from './words.ts'

/** More with TOCSIN_RUNS; each run is a walk of up to 90 moves. */
const runs = { numRuns: Number(process.env['TOCSIN_RUNS'] ?? 50) }

function always(
  law: (taken: Taken, story: Story) => void,
  atEnd: (story: Story) => void = () => undefined,
  numRuns = runs.numRuns,
) {
  fc.assert(
    fc.property(beginnings, moves, (beginning, told) => {
      atEnd(walk(beginning, told, law))
    }),
    { numRuns },
  )
}

describe('random people doing random things at random times', () => {
  test('the walks come far enough to mean something', () => {
    const seen = new Map<string, number>()
    const reached = new Set<CaseEventType>()
    const look = ({ move, refused, added }: Taken) => {
      const name = move.kind === 'act' ? (refused?.code ?? 'accepted') : move.kind
      seen.set(name, (seen.get(name) ?? 0) + 1)
      for (const { event } of added) reached.add(event.type)
    }
    // So many that chance does not decide.
    always(look, undefined, 3 * runs.numRuns)
    expect(seen.get('accepted')).toBeGreaterThan(100)
    expect(seen.get('not_yours_to_do')).toBeGreaterThan(100)
    expect(seen.size).toBeGreaterThan(20)
    expect(reached).toContain('FixReleased')
    expect(reached).toContain('AnnouncementDelivered')
    expect(reached.size).toBeGreaterThan(55)
  })

  test('replay: folding all records, step by step or after a trip through JSON, gives the same case', () => {
    always(
      () => undefined,
      (story) => {
        const stepwise = story.records.reduce<Case | null>(evolve, null)
        expect(fold(story.records)).toEqual(story.c)
        expect(stepwise).toEqual(story.c)
        expect(fold(JSON.parse(JSON.stringify(story.records)) as Recorded<CaseEvent>[])).toEqual(story.c)
        expect(JSON.parse(JSON.stringify(story.c))).toEqual(story.c)
      },
    )
  })

  test('deciding changes nothing by itself: the same question has the same answer', () => {
    always((_, story) => {
      const frozen = JSON.stringify(story.c)
      const asked = () => story.tries(ada, 'closeCase')
      expect(asked()).toEqual(asked())
      expect(JSON.stringify(story.c)).toBe(frozen)
    })
  })
})

/** For each deadline, what may move it. Nothing else does: not time, not people's other acts. */
const clockCauses: readonly CaseEventType[] = [
  'DisclosureMoved',
  'DeadlineMoved',
  'SlowedDown',
  'UpstreamNoted',
  'OriginAssessed',
  'BecamePublic',
  'ExploitPublished',
  'AttacksObserved',
  'PrivateHandlingAnswered',
]
const causes: Readonly<Record<string, readonly CaseEventType[]>> = {
  'fix-team': clockCauses,
  fix: clockCauses,
  release: clockCauses,
  retrospective: [...clockCauses, 'AnnouncementDelivered'],
  opening: ['ReleaseAgreed'],
  announcement: ['ReleaseAgreed'],
  embargo: ['EmbargoAccepted', 'CaseOpened'],
  reproducer: ['ReproducerAsked'],
}

describe('deadlines', () => {
  const dues = (c: Case, story: Story, now: Temporal.Instant) =>
    new Map(deadlines(c, story.policy, now).map(({ id, due }) => [id, due]))

  test('never move without a recorded cause', () => {
    always(({ before, after, now, added }, story) => {
      const [was, is] = [dues(before, story, now), dues(after, story, now)]
      for (const [id, due] of is) {
        if (due === (was.get(id) ?? null)) continue
        const types = added.map(({ event }) => event.type)
        expect(
          types.some((type) => causes[id]?.includes(type)),
          `${id} moved by ${types.join(', ')}`,
        ).toBe(true)
      }
      for (const id of was.keys()) expect(is.has(id)).toBe(true)
    })
  })

  test('never move because time passes; every move is told in words', () => {
    always(({ after: c, now }, story) => {
      for (const days of [1, 30, 400])
        expect(dues(c, story, now.add({ hours: 24 * days }))).toEqual(dues(c, story, now))
      for (const { due, original, because } of deadlines(c, story.policy, now)) {
        if (due !== original) expect(because.length).toBeGreaterThan(1)
        expect(because.join(' ')).not.toMatch(/undefined|null/)
      }
    })
  })

  test('once met stays met, and once missed stays missed, unless disclosure itself turns out to be earlier', () => {
    always(({ before, after, now, added }, story) => {
      if (
        added.some(({ event }) =>
          ['DisclosureMoved', 'FixCompleted', 'ReleaseAgreed', 'ReproducerAsked'].includes(event.type),
        )
      )
        return
      const is = new Map(deadlines(after, story.policy, now).map(({ id, state }) => [id, state]))
      for (const { id, state } of deadlines(before, story.policy, now)) {
        if (state === 'met' || state === 'missed') expect([id, is.get(id)]).toEqual([id, state])
      }
    })
  })
})

describe('the two figures', () => {
  /** Recomputed from the bare events, without the case. */
  function recomputed(records: readonly Recorded<CaseEvent>[], now: Temporal.Instant) {
    let disclosed = ''
    let released: string | undefined
    let ended: string | undefined
    let aside: string | undefined
    const known: string[] = []
    for (const { event, at } of records) {
      if (event.type === 'CaseOpened' || event.type === 'DisclosureMoved') disclosed = event.disclosed
      if (event.type === 'BecamePublic' || event.type === 'ExploitPublished' || event.type === 'AttacksObserved')
        known.push(event.since)
      if (event.type === 'FixReleased') released = event.at
      if (event.type === 'CaseClosed') ended = at
      if (event.type === 'ReportInvalidated' || event.type === 'MarkedDuplicate' || event.type === 'ReportWithdrawn')
        aside = at
      if (
        event.type === 'CaseDeferred' ||
        event.type === 'CaseResumed' ||
        event.type === 'ReportAccepted' ||
        event.type === 'ReportValidated'
      )
        aside = undefined
    }
    const seconds = (from: string, to: string) => Math.max(0, Math.trunc((Date.parse(to) - Date.parse(from)) / 1000))
    const end = released ?? aside ?? ended ?? now.toString()
    const first = known.sort((one, other) => Date.parse(one) - Date.parse(other))[0]
    return { toFixedRelease: seconds(disclosed, end), exposure: first === undefined ? 0 : seconds(first, end) }
  }

  test('follow from the events alone', () => {
    always(({ after, now }, story) => {
      const { running: _, ...told } = figures(after, now)
      expect(told).toEqual(recomputed(story.records, now))
    })
  })

  test('exposure is at most the time since it is public or exploited; both only grow, and stop with the release', () => {
    always(({ after: c, now }) => {
      const [early, late] = [figures(c, now), figures(c, now.add({ hours: 50 }))]
      const known = [c.publicSince, c.exploitSince, c.attacksSince].filter((at) => at !== null).sort()[0]
      const since =
        known === undefined ? 0 : Math.max(0, Math.trunc((now.epochMilliseconds - Date.parse(known)) / 1000))
      if (early.running.exposure || known === undefined) expect(early.exposure).toBeLessThanOrEqual(since)
      expect(late.toFixedRelease).toBeGreaterThanOrEqual(early.toFixedRelease)
      expect(late.exposure).toBeGreaterThanOrEqual(early.exposure)
      if (c.fixReleased !== null) expect(late).toEqual(early)
    })
  })
})

describe('people', () => {
  test('nobody outside the table acts; the refusal names the act’s own clause', () => {
    always(({ move, before, refused }) => {
      if (move.kind !== 'act') return
      const allowed = can(rolesOn(before, move.person, members), move.act)
      if (allowed) expect(refused?.code).not.toBe('not_yours_to_do')
      else expect(refused).toMatchObject({ code: 'not_yours_to_do', clause: actNamed(move.act).clause })
    })
  })

  test('a next step is offered only to those who may do it, and "mine" only where it can be done by that person', () => {
    always((_, story) => {
      for (const person of everyone) {
        for (const step of stepsOf(story, person)) {
          if (step.mine) expect(step.can).toBe(true)
          const roles = rolesOn(story.c, person, members)
          if (step.can) expect([step.id, can(roles, step.act)]).toEqual([step.id, true])
        }
      }
    })
  })

  test('every required step is somebody’s', () => {
    always((_, story) => {
      const owned = new Set(
        everyone.flatMap((person) =>
          stepsOf(story, person)
            .filter(({ mine }) => mine)
            .map(({ id }) => id),
        ),
      )
      for (const step of stepsOf(story, ada)) {
        if (!step.optional) expect([step.id, owned.has(step.id)]).toEqual([step.id, true])
      }
    })
  })

  test('a closed case answers everything but a handful of acts with "closed"', () => {
    const story = report().does(ada, 'rejectReport', { reason: 'no' }).does(ada, 'closeCase')
    const answer = decide(story.c, { act: 'post', fields: {} }, story.context(ada))
    expect(answer).toMatchObject({ code: 'closed' })
  })
})

test('every record is told in one sentence', () => {
  always(({ added }, { policy }) => {
    for (const { event } of added) {
      const { clause, says } = inWords(event, (person) => person ?? 'nobody', policy)
      expect(clause).toMatch(/^[CDSFVRT]\d+$/)
      expect(says).toMatch(/^\S.*([.!?)”]|https?:\/\/\S+)$/u)
      expect(says).not.toMatch(/undefined|null|\n|\.\.$/)
    }
  })
})
