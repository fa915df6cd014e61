import {
  actOnCommittee,
  createToken,
  loadCommunity,
  passTime,
  personOfSession,
  personOfToken,
  type CommitteeDone,
} from '../../src/app/index.ts'
import type { CommitteeActName } from '../../src/core/committee/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import { startSession } from './session.ts'
import type { TestWorld } from './world.ts'

export const dora = { name: 'Dora Dinghy', email: 'dora@example.org', affiliation: 'Pier' }

/** What tests of a committee do again and again, in the world that they have by then. */
export function onCommittee(here: () => TestWorld) {
  return {
    acts: (by: PersonId, act: CommitteeActName, fields: Record<string, unknown>) => actsOn(here(), by, act, fields),
    pass: () => passAll(here()),
    /** So many days ahead. */
    today: (days = 0) => dayIn(here(), days),
    seats: async () => (await loadCommunity(here().world))?.seats.map(({ person }) => person),
  }
}

/** Acts on the committee, and throws when the product does not let them. */
export async function actsOn(
  { world }: TestWorld,
  by: PersonId,
  act: CommitteeActName,
  fields: Record<string, unknown>,
): Promise<CommitteeDone> {
  const answer = await actOnCommittee(world, by, { act, fields })
  if (!('events' in answer)) throw new Error(`${act}: ${JSON.stringify(answer)}`)
  return answer
}

/** Time passes until nothing is due any more. */
export async function passAll({ world }: TestWorld): Promise<void> {
  while ((await passTime(world)) > 0);
}

/** A day, so many days ahead. */
export function dayIn({ world }: TestWorld, days = 0): string {
  const then = world.machine.now().add({ hours: 24 * days })
  return then.toString().slice(0, 10)
}

/** A session and a token of somebody; whether each of them still works. */
export async function inside({ world }: TestWorld, person: PersonId) {
  const session = await startSession(world, person)
  const made = await createToken(world, person, { label: 'scripts', days: 90 })
  const token = 'token' in made ? made.token : ''
  return async () => [
    (await personOfSession(world, session)) !== undefined,
    (await personOfToken(world, token)) !== undefined,
  ]
}
