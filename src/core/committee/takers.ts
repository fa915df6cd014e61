import { dayOf } from '../clock/index.ts'
import type { PersonId } from '../kernel/index.ts'
import type { Duty, Policy } from '../policy/index.ts'
import { coverOn } from './duties.ts'
import { turnOn } from './rotation.ts'
import { presentAt } from './seats.ts'
import type { Committee, Leave } from './state.ts'

/**
 * C10: to whom each duty on cases goes when somebody's leave begins: to the stand-in, who has their place (C11); to
 * whom they named, if that person is there; else as the policy has it. `null`: nobody is there for it.
 */
export function takersOf(
  committee: Committee,
  policy: Policy,
  { person, standIn, takers }: Pick<Leave, 'person' | 'standIn' | 'takers'>,
  at: Temporal.Instant,
): Readonly<Partial<Record<Duty, PersonId | null>>> {
  const there = presentAt(committee, at).filter((one) => one !== person)
  const isThere = (one: PersonId | null | undefined) => one != null && there.includes(one)
  const listed = policy.committee.duties.list
  return Object.fromEntries(
    listed.map(({ id }, nth) => [
      id,
      [standIn, takers[id]].find(isThere) ?? byPolicy(committee, policy, id, nth, there, at),
    ]),
  )
}

/** Whoever is on call for it, where the policy has turns; else whoever covers it, so that not all goes to one. */
function byPolicy(
  committee: Committee,
  policy: Policy,
  duty: Duty,
  nth: number,
  there: readonly PersonId[],
  at: Temporal.Instant,
): PersonId | null {
  const day = dayOf(at)
  const { rotation } = policy.committee
  const onCall = rotation?.holds === duty ? turnOn(committee, rotation, day).person : null
  if (onCall !== null && there.includes(onCall)) return onCall
  const covering = coverOn(committee, policy, day).cover[duty].filter((one) => there.includes(one))
  return covering[nth % covering.length] ?? null
}
