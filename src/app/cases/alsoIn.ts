import type { ReleaseEvent } from '../../core/release/index.ts'
import type { CaseId, ReleaseId } from '../../core/kernel/index.ts'
import { isRefused } from '../../core/kernel/index.ts'
import { openCase, type CaseEvent, type EventOf } from '../../core/process/index.ts'
import { policyOf } from '../community/index.ts'
import type { Append } from '../ports/index.ts'
import { blank } from '../records/index.ts'
import type { World } from '../world.ts'
import type { Actor, Change } from './change.ts'
import type { LoadedCase } from './load.ts'
import { creditsOnward, inAbsorbed } from './merge.ts'
import { splitChange } from './split.ts'

/**
 * What a case's events mean for other streams, in the same transaction: the release's list, a follow-up or split-off case,
 * what was merged.
 */
export async function alsoIn(
  world: World,
  loaded: LoadedCase,
  changes: readonly Change[],
  actor: Actor,
): Promise<{ readonly appends: readonly Append[]; readonly changes: readonly Change[] }> {
  const appends: Append[] = []
  const further: Change[] = []
  for (const change of changes) {
    const { stream, events } = change
    further.push(...(await inAbsorbed(world, loaded, change, actor)), ...(await creditsOnward(world, loaded, change)))
    for (const event of events) {
      if (event.type === 'ReleaseJoined') appends.push(...(await joined(world, loaded, event, actor)))
      if (event.type === 'ReleaseLeft') {
        appends.push(await toRelease(world, event.release, [{ type: 'CaseLeft', case: stream.id as CaseId }], actor))
      }
      if (event.type === 'FollowUpOpened') further.push(followUp(loaded, event, actor))
      if (event.type === 'CaseSplit') further.push(splitChange(loaded, event))
    }
  }
  return { appends, changes: further }
}

async function joined(world: World, { case: c }: LoadedCase, event: EventOf<'ReleaseJoined'>, actor: Actor) {
  const { release, project, version } = event
  const before = c.release
  const named: ReleaseEvent[] = [{ type: 'ReleaseNamed', release, project, version }]
  if (before?.id === release) return [await toRelease(world, release, named, actor)]
  const left: Append[] =
    before === null ? [] : [await toRelease(world, before.id, [{ type: 'CaseLeft', case: c.id }], actor)]
  return [...left, await toRelease(world, release, [...named, { type: 'CaseJoined', case: c.id }], actor)]
}

async function toRelease(world: World, release: ReleaseId, events: readonly ReleaseEvent[], { by, now }: Actor) {
  const stream = await world.records.read('release', release)
  return world.records.append('release', stream, events, by, now)
}

/** T1: closed is final; what comes later is a new case with the same report, linked to the old one. */
function followUp({ case: c, community }: LoadedCase, event: EventOf<'FollowUpOpened'>, { now }: Actor): Change {
  const policy = policyOf(community)
  const known = c.publicSince === null ? null : { how: 'the earlier case was public', evidence: c.id }
  const events = openCase(
    {
      case: event.case,
      policyVersion: community.policyVersion,
      via: 'reopening',
      report: c.report,
      reporter: c.reporter,
      // A new embargo to another end: whoever accepted the earlier one is asked anew.
      terms: false,
      public: known === null ? null : { ...known, exploit: c.exploitSince !== null, attacks: c.attacksSince !== null },
      intent: null,
      disclosed: null,
      reopens: c.id,
    },
    policy,
    now,
  )
  if (isRefused(events)) throw new Error(`a follow-up could not be opened: ${events.code}`)
  const alsoFound = c.coReporters.map((person): CaseEvent => ({ type: 'CoReporterNamed', person }))
  return { stream: blank<CaseEvent, never>(event.case), events: [...events, ...alsoFound], policy }
}
