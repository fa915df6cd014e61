import { dayOf } from '../../core/clock/index.ts'
import { nextLead, turnOn } from '../../core/committee/index.ts'
import { codeOf, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import type { Duty } from '../../core/policy/index.ts'
import type { CaseEvent } from '../../core/process/index.ts'
import { policyOf, theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'
import { consequencesOf } from './commit.ts'
import { hostOf } from './host.ts'
import { loadCase } from './load.ts'
import { inTurn } from './turns.ts'

/** How often it is tried anew because somebody acted meanwhile. */
const tries = 8

/**
 * C2: where the policy has turns, a new case's duty goes to whoever is on call, and its fix to the next lead (who keeps
 * the fix team's workspace going: infra). The product's own act, after the report is safe: should it end before, the
 * duties are held by nobody, and the committee is reminded.
 */
export async function giveFirstDuties(world: World, id: CaseId): Promise<void> {
  const { rotation } = policyOf(await theCommunity(world)).committee
  if (rotation === undefined) return
  await inTurn(world, id, async () => {
    for (let attempt = 1; attempt <= tries; attempt += 1) if (await given(world, id)) return
  }).catch((error: unknown) => {
    // The report is on disk: whoever sent it is told so, whatever becomes of the duties.
    world.lines.error('first_duties_not_given', { case: id, code: codeOf(error) ?? 'failed' })
  })
}

async function given(world: World, id: CaseId): Promise<boolean> {
  const loaded = await loadCase(world, id)
  const seats = await world.records.read('community', world.community)
  const rotation = loaded?.policy.committee.rotation
  if (loaded === undefined || rotation === undefined || seats.state === null) return true
  const { committee } = seats.state
  const now = world.machine.now()
  const lead = rotation.fixLead === 'round-robin' ? nextLead(committee, now) : null
  const first: Partial<Record<Duty, PersonId | null>> = {
    infra: lead,
    [rotation.holds]: turnOn(committee, rotation, dayOf(now)).person,
  }
  const events = (Object.entries(first) as [Duty, PersonId | null][]).flatMap(([duty, to]): CaseEvent[] => {
    const isFree = to !== null && loaded.case.duties[duty] === undefined
    const note = duty === rotation.holds ? 'On call (C2).' : 'Leads this fix in turn (C2).'
    return isFree ? [{ type: 'DutyAssigned', duty, to, from: null, note }] : []
  })
  if (events.length === 0) return true
  const actor = { by: 'product', now, members: loaded.members, host: hostOf(loaded.community) } as const
  const change = { stream: loaded.stream, events, policy: loaded.policy }
  const { batch, streams } = await consequencesOf(world, [change], actor)
  const named =
    lead === null
      ? world.records.unchanged('community', seats)
      : await world.records.append('community', seats, [{ type: 'LeadNamed', case: id, person: lead }], 'product', now)
  const committed = await world.store.commit({ ...batch, appends: [...(batch.appends ?? []), named] })
  if (committed.ok) world.records.keep(streams)
  return committed.ok
}
