import { exactStamp } from '../../core/clock/index.ts'
import type { CaseId, StreamId } from '../../core/kernel/index.ts'
import { kindOf } from '../../core/kernel/index.ts'
import { nextCommitteeLook } from '../../core/committee/index.ts'
import { policyOf } from '../community/index.ts'
import { passTimeOf, putOff, rebuildAudiences, staleAudiences } from '../cases/index.ts'
import type { World } from '../world.ts'
import { passCommittee } from './act.ts'
import { communityStream } from './stream.ts'

/** Who takes an alarm and ends before it is set anew leaves it to others after so long. */
const lease = { minutes: 1 }

/**
 * Time passing is a command too: looks at every stream whose alarm is due, the committee's before the cases that rest
 * on it, and answers how many there were. One that cannot be looked at does not keep the others waiting. Throws
 * `StoreFailed`.
 */
export async function passTime(world: World, limit = 50): Promise<number> {
  if ((await world.store.setting(staleAudiences)) !== undefined) await rebuildAudiences(world)
  const now = world.machine.now()
  const due = await world.store.leaseAlarms(exactStamp(now), exactStamp(now.add(lease)), limit)
  const [committees, cases] = [due.filter(isCommittee), due.filter((id) => !isCommittee(id))]
  for (const id of committees) await lookAtCommittee(world).catch((error: unknown) => putOff(world, id, error))
  for (const id of cases) await passTimeOf(world, id as CaseId)
  return due.length
}

function isCommittee(id: StreamId): boolean {
  return kindOf(id) === 'community'
}

async function lookAtCommittee(world: World): Promise<void> {
  await passCommittee(world)
  const stream = await communityStream(world)
  const { id, state } = stream
  await world.store.commit({
    appends: [world.records.unchanged('community', stream)],
    alarms: [{ stream: id, at: nextCommitteeLook(state.committee, policyOf(state), world.machine.now()) }],
  })
}
