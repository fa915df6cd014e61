import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everyone, members, type Story } from '../../../../tests/kit/case.ts'
import { mergeCases, splitCase } from '../../../../tests/kit/regroup.ts'
import { beginnings, moves, walk, type Move } from '../../../../tests/kit/walk.ts'
import { isRefused } from '../../kernel/index.ts'
import { isInForce } from '../consent.ts'
import { deadlines } from '../deadlines.ts'
import { rolesOn } from '../roles.ts'
import type { Case } from '../state.ts'
import { breaksEmbargo, holds } from '../vultron/index.ts'

const numRuns = 2 * Number(process.env['TOCSIN_RUNS'] ?? 200)
/** Two walks for each run: on a machine with much else to do they take their time. */
const patience = 90_000
const other = 'c-bbbbbbbbbbbb'

/** Merging closes a case and ends most walks; here it comes last. */
const before = moves.map((told) => told.filter((move) => !(move.kind === 'act' && ends.includes(move.act))))
const ends: readonly Extract<Move, { kind: 'act' }>['act'][] = ['mergeCase', 'closeCase']
const choice = fc.constantFrom('this', 'other')

const consenting = ({ shadow }: Case) =>
  Object.keys(shadow.consent).filter((one) => shadow.consent[one] === 'signatory')
const end = (c: Case) => (isInForce(c) && c.embargo.until !== null ? [Temporal.Instant.from(c.embargo.until)] : [])
const known = ({ shadow }: Case) => (['P', 'X', 'A'] as const).filter((fact) => holds(shadow.cs, fact))
const last = (one: Story, another: Story) => (Temporal.Instant.compare(one.now, another.now) < 0 ? another : one).now

describe('two random cases, merged', () => {
  test(
    'Vultron allows every merge that the process agrees to; the earlier date counts; nobody is made to consent',
    () => {
      let merged = 0
      const codes = new Set<string>()
      fc.assert(
        fc.property(beginnings, before, beginnings, before, choice, (one, told, second, more, advisory) => {
          const [story, into] = [
            walk(one, told, () => undefined),
            walk({ ...second, case: other }, more, () => undefined),
          ]
          const now = last(story, into)
          story.at(now)
          into.at(now)
          const [was, stood] = [story.c, into.c]
          // Folding throws where Vultron's tables have no such step.
          const answer = mergeCases(story, into, { advisory })
          if (isRefused(answer)) {
            codes.add(answer.code)
            expect(['protocol_forbids', 'embargo_stands']).not.toContain(answer.code)
            return
          }
          merged += 1
          const { gone, on } = answer
          expect(gone.closed?.resolution).toBe('merged')
          expect([gone, on].map(({ shadow }) => breaksEmbargo(shadow))).toEqual([false, false])
          expect(on.closed).toBeNull()
          const earliest = [...end(was), ...end(stood)].sort((a, b) => Temporal.Instant.compare(a, b))[0]
          expect([end(gone), end(on)].map(String)).toEqual([String(earliest ?? []), String(earliest ?? [])])
          expect(consenting(stood)).toEqual(expect.arrayContaining(consenting(on)))
          const readers = (c: Case) => c.fixTeam.filter(({ state }) => state === 'accepted').map(({ person }) => person)
          expect(readers(on)).toEqual(readers(stood))
          for (const { person } of was.fixTeam) expect(rolesOn(gone, person, members)).not.toContain('fixer')
          expect(on.disclosed <= was.disclosed && on.disclosed <= stood.disclosed).toBe(true)
          for (const { due, original, because } of deadlines(on, into.policy, now)) {
            if (due !== original) expect(because.length).toBeGreaterThan(1)
          }
          expect(JSON.parse(JSON.stringify(on))).toEqual(on)
        }),
        { numRuns },
      )
      expect(merged).toBeGreaterThan(numRuns / 20)
      expect(codes.size).toBeGreaterThan(4)
    },
    patience,
  )
})

describe('a random case, split', () => {
  test(
    'Vultron allows every split; embargo, consents and what is known are inherited',
    () => {
      let parts = 0
      fc.assert(
        fc.property(beginnings, before, fc.boolean(), (beginning, told, withReporter) => {
          const story = walk(beginning, told, () => undefined)
          const { c } = story
          const split = splitCase(story, { reporter: withReporter, advisory: true, workspace: true })
          if (isRefused(split)) {
            expect(['published_already', 'no_reporter', 'closed']).toContain(split.code)
            return
          }
          parts += 1
          expect(split.shadow.em).toBe(c.shadow.em)
          expect(split.embargo.until).toBe(c.embargo.until)
          expect(known(split)).toEqual(known(c))
          expect(split.disclosed).toBe(c.disclosed)
          for (const { person, state } of split.fixTeam) {
            // A reporter who is only invited has accepted the terms as a reporter, not yet these.
            const asked = state === 'invited' && !(withReporter && person === c.reporter)
            expect([person, split.shadow.consent[person]]).toEqual([
              person,
              asked ? 'invited' : c.shadow.consent[person],
            ])
          }
          if (withReporter && c.reporter !== null) {
            expect(split.shadow.consent[c.reporter]).toBe(c.shadow.consent[c.reporter])
          } else if (c.reporter !== null && !split.fixTeam.some(({ person }) => person === c.reporter)) {
            expect(split.shadow.consent[c.reporter]).toBeUndefined()
          }
          for (const one of everyone) {
            const roles = rolesOn(c, one, members).filter((role) => withReporter || role !== 'reporter')
            expect([one, rolesOn(split, one, members)]).toEqual([one, roles])
          }
        }),
        { numRuns },
      )
      expect(parts).toBeGreaterThan(numRuns / 5)
    },
    patience,
  )
})
