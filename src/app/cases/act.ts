import { isRefused, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { actNamed, type CaseActName, type CaseEvent } from '../../core/process/index.ts'
import { decideTogether, type Together } from '../../core/release/index.ts'
import { keepFiles, type NamedFile } from '../attachments/index.ts'
import { badInput, noSuchCase, type BadInput, type Conflict } from '../answers.ts'
import { policyOf } from '../community/index.ts'
import type { Batch } from '../ports/index.ts'
import type { World } from '../world.ts'
import { alsoIn } from './alsoIn.ts'
import type { Change } from './change.ts'
import { lacksCna } from './cna.ts'
import { coReporterIn, type AlsoWritten } from './coReporter.ts'
import { consequencesOf } from './commit.ts'
import { hostOf } from './host.ts'
import { joining } from './joining.ts'
import { contextFor, loadCase, rolesThrough, type CaseStream, type LoadedCase } from './load.ts'
import { namedCase } from './merge.ts'
import { unknownProject } from './projects.ts'
import { takenId } from './publicIds.ts'
import { cannotReach } from './reach.ts'
import { inTurn } from './turns.ts'
import { withFiles, type Inside } from './withFiles.ts'

export interface ActRequest {
  readonly case: CaseId
  readonly act: CaseActName
  /** As it came in: parsed here, by the act's own schema. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The version the person looked at; left out: decided on the newest. */
  readonly expected?: number
  /** What the person came in by: a session, or the reporter's link, which gives the reporter's rights and no more. */
  readonly through?: 'session' | 'link'
  /** Files beside the message that the act posts. */
  readonly attached?: readonly NamedFile[]
  /** What was encrypted in it: posted beside it with its own files, for committee and fix team alone. */
  readonly inside?: Inside
  /** What is written in the same commit, or not at all. */
  readonly also?: Pick<Batch, 'appends' | 'lookups' | 'letterChanges'>
}

export interface Done {
  readonly case: CaseId
  readonly version: number
  readonly events: readonly CaseEvent[]
}

/** How often a decision is taken anew because another process's came first. */
const tries = 8

/**
 * A person acts on a case: access, form, decision, and one transaction with everything that follows. Two who act at
 * the same moment both decide on what the other did; only someone who said which version they looked at conflicts.
 */
export function act(
  world: World,
  person: PersonId,
  request: ActRequest,
): Promise<Done | Refused | BadInput | Conflict> {
  return inTurn(world, request.case, () => actNow(world, person, request))
}

async function actNow(
  world: World,
  person: PersonId,
  request: ActRequest,
): Promise<Done | Refused | BadInput | Conflict> {
  const fields = actNamed(request.act).fields.safeParse(request.fields)
  for (let attempt = 1; ; attempt += 1) {
    const found = await loadCase(world, request.case)
    if (found === undefined || rolesThrough(found, person, request.through).length === 0) return noSuchCase()
    const { version } = found.stream
    if (request.expected !== undefined && request.expected !== version) {
      return { conflict: true, expected: request.expected, actual: version }
    }
    if (!fields.success) return badInput(fields.error)
    const loaded = { ...found, named: await namedCase(world, person, fields.data) }
    const now = world.machine.now()
    const also = request.act === 'draftRetrospective' ? loaded.members : []
    const contextOf = await contextFor(world, loaded, person, now, request.through, also)
    const answer = decideTogether(loaded.case, { act: request.act, fields: fields.data }, contextOf)
    const decided = isRefused(answer) ? answer : withFiles(loaded.case, answer, request.attached, request.inside)
    if (isRefused(decided)) return decided
    const unreachable = await cannotReach(world, decided)
    if (unreachable !== undefined) return unreachable
    const taken = await takenId(world, decided)
    if (taken !== undefined) return taken
    const strange = unknownProject(loaded.community, decided)
    if (strange !== undefined) return strange
    const without = lacksCna(loaded.community, decided)
    if (without !== undefined) return without
    const alsoRestsOn = await joining(world, decided, request.fields['release'])
    if (isRefused(alsoRestsOn)) return alsoRestsOn
    const registered = await coReporterIn(world, decided, fields.data, now)
    if (isRefused(registered)) return registered
    const resting = { ...loaded, restsOn: [...loaded.restsOn, ...alsoRestsOn] }
    await keepFiles(world, request.case, [...(request.attached ?? []), ...(request.inside?.files ?? [])])
    const committed = await commitDecided(world, resting, decided, person, now, {
      ...registered,
      ...request.also,
      appends: [...registered.appends, ...(request.also?.appends ?? [])],
    })
    if (committed) return done(request.case, decided)
    if (attempt === tries) return { conflict: true, expected: version, actual: await versionNow(world, request.case) }
  }
}

function done(id: CaseId, decided: Together): Done {
  const own = decided.find((one) => one.case.id === id)
  return { case: id, version: (own?.case.version ?? 0) + (own?.events.length ?? 0), events: own?.events ?? [] }
}

async function versionNow(world: World, id: CaseId): Promise<number> {
  return (await world.records.read('case', id)).version
}

/** The policy version that a case runs under once some events are recorded. */
function versionAfter(before: string, events: readonly CaseEvent[]): string {
  return events.reduce((version, event) => (event.type === 'PolicyMoved' ? event.to : version), before)
}

function streamOf({ stream, together, named }: LoadedCase, id: CaseId): CaseStream {
  const found = named?.id === id ? named.found : together.find((one) => one.id === id)
  return found === undefined || typeof found === 'string' ? stream : found
}

/** True when it is on disk; false when what the decision rests on has changed meanwhile: nothing was written. */
export async function commitDecided(
  world: World,
  loaded: LoadedCase,
  decided: Together,
  by: PersonId | 'product',
  now: Temporal.Instant,
  also?: AlsoWritten,
): Promise<boolean> {
  const changes = decided.flatMap(({ case: c, events }): Change[] => {
    const stream = streamOf(loaded, c.id)
    return events.length === 0
      ? []
      : [{ stream, events, policy: policyOf(loaded.community, versionAfter(c.policy, events)) }]
  })
  if (changes.length === 0) return true
  const actor = { by, now, members: loaded.members, host: hostOf(loaded.community) }
  const further = await alsoIn(world, loaded, changes, actor)
  const { batch, streams } = await consequencesOf(world, [...changes, ...further.changes], actor)
  const appends = [...loaded.restsOn, ...(batch.appends ?? []), ...further.appends, ...(also?.appends ?? [])]
  const committed = await world.store.commit({ ...batch, ...also, appends })
  if (committed.ok) world.records.keep(streams)
  if (committed.ok) return true
  if (committed.why === 'conflict' || committed.why === 'taken') return false
  throw new Error(`a case's commit was refused: ${committed.why}`)
}
