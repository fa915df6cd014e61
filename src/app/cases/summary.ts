import type { PersonId } from '../../core/kernel/index.ts'
import {
  audienceOf,
  deadlines,
  isHeld,
  isRunning,
  phaseOf,
  readersOf,
  tiedTo,
  type Case,
} from '../../core/process/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import type { CaseRow } from '../ports/index.ts'
import type { World } from '../world.ts'

/** In whose lists a case is, who of them may read it, and who is tied to it by themselves. */
export type InLists = Required<Pick<CaseRow, 'audience' | 'readers' | 'tied'>>

/** To whom a case is shown as it stands. */
export function listsOf(c: Case, members: readonly PersonId[]): InLists {
  return { audience: audienceOf(c, members), readers: readersOf(c, members), tied: tiedTo(c) }
}

/** What lists show of a case; sealed. */
export interface Summary {
  readonly title: string
  readonly project: string
  readonly severity: string | null
  readonly score: number | null
  readonly cve: string | null
  readonly release: string | null
  readonly asap: boolean
}

export function summaryOf(c: Case): Summary {
  return {
    title: c.advisory.at(-1)?.document.title ?? c.report.title,
    project: c.release?.project ?? c.report.project,
    severity: c.severity?.class ?? null,
    score: c.severity?.score ?? null,
    cve: c.cve.id,
    release: c.release?.version ?? null,
    asap: c.causes.some(({ kind }) => kind === 'asap'),
  }
}

/**
 * A case's row in lists: phase and times plain, the rest sealed. Without `lists` it stays in the lists it is in. `before`:
 * the case before what has just happened.
 */
export async function rowOf(
  world: World,
  c: Case,
  policy: Policy,
  now: Temporal.Instant,
  lists?: InLists,
  before: Case | null = c,
): Promise<CaseRow> {
  return {
    case: c.id,
    community: world.community,
    phase: phaseOf(c),
    open: c.closed === null,
    opened: c.opened,
    updated: c.updated,
    version: c.version,
    nextDue: nextDue(c, policy, now),
    summary: await sealedSummary(world, c, before),
    ...lists,
  }
}

/** Most acts change nothing that lists show: then what was sealed for the case as it was before stays as it is. */
const sealed = new WeakMap<Case, { readonly text: string; readonly bytes: Uint8Array }>()

async function sealedSummary(world: World, c: Case, before: Case | null): Promise<Uint8Array> {
  const summary = summaryOf(c)
  const text = JSON.stringify(summary)
  const known = before === null ? undefined : sealed.get(before)
  const bytes = known?.text === text ? known.bytes : await world.records.seal(c.id, 'summary', summary)
  sealed.set(c, { text, bytes })
  return bytes
}

/** Of what is held nobody is reminded, and no list puts it before other work. */
function nextDue(c: Case, policy: Policy, now: Temporal.Instant): string | null {
  if (isHeld(c)) return null
  const due = deadlines(c, policy, now).flatMap((one) => (isRunning(one) && one.due !== null ? [one.due] : []))
  return due.sort()[0] ?? null
}
