import fc from 'fast-check'
import { isRefused, type PersonId, type Recorded, type Refused } from '../../src/core/kernel/index.ts'
import { caseActNames, type Case, type CaseActName, type CaseEvent } from '../../src/core/process/index.ts'
import { plausible, resolve } from './acts.ts'
import { everyone, evidence, report, type Beginning, type Story } from './case.ts'
import { doable, entries } from './robot.ts'

/** One move of a random walk through the process. */
export type Move =
  | { readonly kind: 'act'; readonly person: PersonId; readonly act: CaseActName; readonly fields: object }
  /** Any of the next steps, done well: so that walks come far. */
  | { readonly kind: 'step'; readonly pick: number; readonly low: boolean }
  | { readonly kind: 'clock'; readonly minutes: number }
  | { readonly kind: 'mail'; readonly outcome: 'delivered' | 'failed' | 'unsure' }

const acts: fc.Arbitrary<Move> = fc.constantFrom(...caseActNames).chain((act) =>
  fc.record({
    kind: fc.constant('act'),
    person: fc.constantFrom(...everyone),
    act: fc.constant(act),
    fields: plausible[act],
  }),
)
const steps = fc.record({ kind: fc.constant('step' as const), pick: fc.nat({ max: 12 }), low: fc.boolean() })
/** Mostly forward; now and then a machine's clock is set back. */
const clock = fc.record({
  kind: fc.constant('clock' as const),
  minutes: fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 4 * 24 * 60 }) }, { weight: 1, arbitrary: fc.constant(-90) }),
})
const mail = fc.record({
  kind: fc.constant('mail' as const),
  outcome: fc.constantFrom('delivered' as const, 'failed' as const, 'unsure' as const),
})

export const moves = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: steps },
    { weight: 4, arbitrary: acts },
    { weight: 2, arbitrary: clock },
    { weight: 1, arbitrary: mail },
  ),
  { minLength: 5, maxLength: 90, size: 'max' },
)

const known = fc.record({
  how: fc.constant('a blog post'),
  evidence: fc.constant(evidence),
  exploit: fc.boolean(),
  attacks: fc.boolean(),
})

export const beginnings: fc.Arbitrary<Beginning> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ terms: false }) },
  { weight: 1, arbitrary: fc.constant({ reporter: null, terms: false, via: 'member' as const }) },
  { weight: 1, arbitrary: fc.constant({ disclosed: '2026-01-01T00:00:00Z' }) },
  { weight: 1, arbitrary: fc.constant({ intent: { publishOn: '2026-03-09T09:00:00Z', note: 'talk' } }) },
  { weight: 2, arbitrary: known.map((told) => ({ public: told })) },
)

/** What one move did: the case before and after it, and the records that it added. */
export interface Taken {
  readonly move: Move
  readonly before: Case
  readonly after: Case
  readonly now: Temporal.Instant
  readonly added: readonly Recorded<CaseEvent>[]
  readonly refused: Refused | null
}

/** Walks, telling `seen` of every move. */
export function walk(beginning: Beginning, told: readonly Move[], seen: (taken: Taken, story: Story) => void): Story {
  const story = report(beginning)
  for (const move of told) {
    const before = story.c
    const known = story.records.length
    const refused = go(story, move)
    const { c: after, now } = story
    seen({ move, before, after, now, added: story.records.slice(known), refused }, story)
  }
  return story
}

function go(story: Story, move: Move): Refused | null {
  switch (move.kind) {
    case 'clock':
      story.later(`${move.minutes < 0 ? '-' : ''}PT${Math.abs(move.minutes)}M`).passes()
      return null
    case 'mail':
      comesBack(story, move.outcome)
      return null
    case 'step': {
      const turns = doable(story)
      const turn = turns[move.pick % Math.max(1, turns.length)]
      if (turn === undefined) return null
      return attempt(story, turn.person, turn.step.act, entries(story, turn.step, move.low))
    }
    case 'act':
      return attempt(story, move.person, move.act, resolve(move.fields as Record<string, unknown>, story.now))
  }
}

function attempt(story: Story, person: PersonId, act: CaseActName, fields: object): Refused | null {
  const answer = story.tries(person, act, fields)
  if (isRefused(answer)) return answer
  story.does(person, act, fields)
  return null
}

function comesBack(story: Story, outcome: 'delivered' | 'failed' | 'unsure'): void {
  const failed = { code: 'x', unsure: outcome === 'unsure' }
  const delivered = { messageId: 'm@example.org', note: '' }
  if (story.c.announcement?.state === 'released') {
    if (outcome === 'delivered') story.happens({ type: 'AnnouncementDelivered', ...delivered })
    else story.happens({ type: 'AnnouncementFailed', ...failed })
  } else if (story.c.retrospective?.state === 'released') {
    if (outcome === 'delivered') story.happens({ type: 'RetrospectiveDelivered', ...delivered })
    else story.happens({ type: 'RetrospectiveFailed', ...failed })
  }
}
