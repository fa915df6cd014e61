import { can } from '../../core/access/index.ts'
import { isRefused, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { erase, eraseFields, reportersOf, rolesOn } from '../../core/process/index.ts'
import { badInput, mostTries, noSuchCase, notAllowed, outrun, type BadInput } from '../answers.ts'
import { consequencesOf, hostOf, loadCase } from '../cases/index.ts'
import type { World } from '../world.ts'
import { finishErasure } from './finish.ts'
import { finishReporters } from './reporters.ts'
import { unsentOf } from './unsent.ts'

export interface Erased {
  readonly case: CaseId
  readonly erased: true
}

/**
 * Erases a case for good. That it was, by whom and why is on record before anything goes: in the case's stream, whose
 * chain stays, and in the community's. Then its key, its files and its search terms are destroyed; its links end with
 * the record, what waited in the outbox is not sent. Of its reporters goes who is here for nothing else. The log verifies
 * as before.
 */
export async function eraseCase(
  world: World,
  person: PersonId,
  id: CaseId,
  input: Readonly<Record<string, unknown>>,
): Promise<Erased | Refused | BadInput> {
  const fields = eraseFields.safeParse(input)
  for (let attempt = 1; ; attempt += 1) {
    const seats = await world.records.read('community', world.community)
    const loaded = await loadCase(world, id)
    if (loaded === undefined) return noSuchCase()
    const { case: c, stream, policy, members, community } = loaded
    const roles = rolesOn(c, person, members)
    if (roles.length === 0) return noSuchCase()
    if (!can(roles, 'eraseCase')) return notAllowed()
    if (!fields.success) return badInput(fields.error)
    const events = erase(c, fields.data)
    if (isRefused(events)) return events
    const now = world.machine.now()
    const actor = { by: person, now, members, host: hostOf(community) }
    const { batch } = await consequencesOf(world, [{ stream, events, policy }], actor)
    const resolution = c.closed?.resolution ?? 'invalid'
    const { reason } = fields.data
    const told = { type: 'CaseErased', case: id, resolution, reason, reporters: reportersOf(c) } as const
    const appends = [await world.records.append('community', seats, [told], person, now), ...(batch.appends ?? [])]
    const committed = await world.store.commit({
      ...batch,
      appends,
      alarms: [{ stream: id, at: null }],
      outbox: [],
      outboxChanges: await unsentOf(world, id, now),
      revokeAll: [{ scope: id }],
    })
    if (committed.ok) break
    // Somebody acted on the case, or on the committee, at this moment: it is decided again on what they did.
    if (committed.why !== 'conflict') throw new Error(`an erasure’s commit was refused: ${committed.why}`)
    if (attempt === mostTries) return outrun()
  }
  await finishErasure(world, id)
  await finishReporters(world, id)
  world.lines.info('case_erased', { case: id })
  return { case: id, erased: true }
}
