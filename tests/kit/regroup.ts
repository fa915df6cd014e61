import { exactStamp } from '../../src/core/clock/index.ts'
import { isRefused, type PersonId, type Refused } from '../../src/core/kernel/index.ts'
import { evolve, recorded, splitOff, type Case } from '../../src/core/process/index.ts'
import { actNamed } from '../../src/core/process/index.ts'
import { decideTogether } from '../../src/core/release/index.ts'
import { ada, the, type Story } from './case.ts'

/** Both cases after a merge. */
export interface Pair {
  readonly gone: Case
  readonly on: Case
}

/** Merges as the product does: decided on both at once, recorded on both or on neither. */
export function mergeCases(story: Story, into: Story, fields: object = {}, by: PersonId = ada): Pair | Refused {
  story.with(into)
  const told = actNamed('mergeCase').fields.parse({ into: into.c.id, reason: 'one flaw', ...fields }) as object
  const command = { act: 'mergeCase', fields: { ...told } } as const
  // A merge is no act of a whole release.
  const context = { ...story.context(by), together: [story.c] }
  const decided = decideTogether(story.c, command, () => context)
  if (isRefused(decided)) return decided
  const [gone, on] = decided.map(({ case: c, events }) => recorded(c, events, context).reduce(evolve, c))
  if (gone === undefined || on === undefined) throw new Error('a merge concerns two cases')
  return { gone, on }
}

/** The new case of a split, or the refusal. */
export function splitCase(story: Story, fields: object = {}): Case | Refused {
  const answer = story.tries(ada, 'splitCase', { title: 'Another flaw', impact: 'x', reason: 'two flaws', ...fields })
  if (isRefused(answer)) return answer
  const events = splitOff(story.c, the('CaseSplit', answer))
  const at = exactStamp(story.now)
  const stream = the('CaseSplit', answer).case
  const records = events.map((event, index) => ({ stream, version: index + 1, at, by: ada, event }))
  const folded = records.reduce<Case | null>(evolve, null)
  if (folded === null) throw new Error('nothing was split off')
  return folded
}
