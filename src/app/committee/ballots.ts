import { standsInFor } from '../../core/committee/index.ts'
import type { Community } from '../../core/community/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'

/** A vote that waits for somebody's ballot, and until when. */
export interface AwaitedBallot {
  readonly proposal: number
  readonly closes: string | null
}

/** C7, C12: the votes in which a seat has not voted that is this person's, or that they stand in for. */
export function ballotsAwaited(
  { committee }: Pick<Community, 'committee'>,
  person: PersonId,
  now: Temporal.Instant,
): readonly AwaitedBallot[] {
  const standsFor = standsInFor(committee, person, now)?.person
  return committee.open.flatMap(({ proposal, closes, stage, electorate, ballots, recused, rule }) => {
    const seat = electorate.includes(person) ? person : rule.standIns === 'vote' ? standsFor : undefined
    if (stage !== 'ballot' || seat === undefined || !electorate.includes(seat)) return []
    return ballots[seat] === undefined && recused[seat] === undefined ? [{ proposal, closes }] : []
  })
}
