import { can } from '../../core/access/index.ts'
import { isRefused, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { erase, eraseFields, rolesOn } from '../../core/process/index.ts'
import { badInput, noSuchCase, notAllowed, type BadInput } from '../answers.ts'
import { consequencesOf, hostOf, loadCase } from '../cases/index.ts'
import type { Batch } from '../ports/index.ts'
import type { World } from '../world.ts'
import { finishErasure } from './finish.ts'

export interface Erased {
  readonly case: CaseId
  readonly erased: true
}

/**
 * Erases a case for good. That it was, by whom and why is on record before anything goes: in the case's stream, whose
 * chain stays, and in the community's. Then its key, its files and its search terms are destroyed; its links end with
 * the record, what waited in the outbox is not sent. The log verifies as before.
 */
export async function eraseCase(
  world: World,
  person: PersonId,
  id: CaseId,
  input: Readonly<Record<string, unknown>>,
): Promise<Erased | Refused | BadInput> {
  const fields = eraseFields.safeParse(input)
  for (;;) {
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
    const told = { type: 'CaseErased', case: id, resolution, reason: fields.data.reason } as const
    const appends = [await world.records.append('community', seats, [told], person, now), ...(batch.appends ?? [])]
    const committed = await world.store.commit({
      ...batch,
      appends,
      alarms: [{ stream: id, at: null }],
      outbox: [],
      outboxChanges: await unsent(world, id, now),
      revokeAll: [{ scope: id }],
    })
    if (committed.ok) break
    // Somebody acted on the case, or on the committee, at this moment: it is decided again on what they did.
    if (committed.why !== 'conflict') throw new Error(`an erasure’s commit was refused: ${committed.why}`)
  }
  await finishErasure(world, id)
  world.lines.info('case_erased', { case: id })
  return { case: id, erased: true }
}

/** What waits to be sent, or for a person's word, is not sent any more. */
async function unsent(world: World, id: CaseId, now: Temporal.Instant): Promise<NonNullable<Batch['outboxChanges']>> {
  const at = now.toString({ smallestUnit: 'millisecond' })
  const rows = await world.store.outbox({ stream: id, states: ['waiting', 'dead', 'unsure'], limit: 10_000 })
  return rows.map(({ id: entry, attempts, due }) => ({
    id: entry,
    state: 'done',
    attempts,
    due,
    failure: 'erased',
    settled: at,
  }))
}
