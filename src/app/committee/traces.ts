import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { figures, type Case } from '../../core/process/index.ts'
import type { CaseRow } from '../ports/index.ts'
import type { StreamOf } from '../records/index.ts'
import type { World } from '../world.ts'

/** What a case's record says of who acted when, and who was asked: times alone, none of its words. */
export interface Traces {
  /** The newest act of each. */
  readonly acts: ReadonlyMap<PersonId, string>
  /** Mentions and reminders, the newest so many. */
  readonly asked: readonly { readonly whom: PersonId | 'members'; readonly at: string }[]
  /** Of a case whose fix users can install: the policy it ran under, and its two figures in seconds. */
  readonly released: {
    readonly policy: string
    readonly toFixedRelease: number
    readonly exposure: number
  } | null
}

interface Kept {
  readonly version: number
  readonly traces: Traces
}
/** By the version of the case that they are of; of the cases that were asked for last, no others. */
const memories = new WeakMap<World['store'], ReadonlyMap<CaseId, Kept>>()

const mostAsked = 100
/** So many records are read with one question. */
const atOnce = 100

/** Of each case in a list. Only those that changed since they were last looked at are read. */
export async function tracesIn(world: World, rows: readonly CaseRow[]): Promise<readonly Traces[]> {
  const known = memories.get(world.store)
  const kept = new Map<CaseId, Kept>()
  const changed: CaseRow[] = []
  for (const row of rows) {
    const before = known?.get(row.case)
    if (before?.version === row.version) kept.set(row.case, before)
    else changed.push(row)
  }
  for (let from = 0; from < changed.length; from += atOnce) {
    const some = changed.slice(from, from + atOnce).map((row) => row.case)
    for (const stream of (await world.records.readAll('case', some)).values()) {
      const id = stream.id as CaseId
      if (stream.state !== null) kept.set(id, { version: stream.state.version, traces: tracesOf(stream, stream.state) })
    }
  }
  memories.set(world.store, kept)
  return [...kept.values()].map(({ traces }) => traces)
}

function tracesOf({ records }: StreamOf<'case'>, c: Case): Traces {
  const acts = new Map<PersonId, string>()
  const asked: { whom: PersonId | 'members'; at: string }[] = []
  for (const { by, at, event } of records) {
    if (by !== 'product') acts.set(by, at)
    if ('mentions' in event) asked.push(...event.mentions.map((whom) => ({ whom, at })))
    if (event.type === 'DeadlineReminded' || event.type === 'DutyReminded') asked.push({ whom: 'members', at })
  }
  return { acts, asked: asked.slice(-mostAsked), released: releasedOf(c) }
}

function releasedOf(c: Case): Traces['released'] {
  if (c.fixReleased === null) return null
  // Both have stopped with the release: no later look changes them.
  const { toFixedRelease, exposure } = figures(c, Temporal.Instant.from(c.fixReleased))
  return { policy: c.policy, toFixedRelease, exposure }
}
