import { membersOf } from '../../core/community/index.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { Case, FixTeamMember, Phase } from '../../core/process/index.ts'
import { loadCommunity } from '../community/index.ts'
import { VaultFailed, type CaseRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { summaryOf, type Summary } from './summary.ts'

/** A case in a list. */
export interface Listed {
  readonly case: CaseId
  readonly phase: Phase
  readonly open: boolean
  readonly opened: string
  readonly updated: string
  readonly nextDue: string | null
  /** `null` for someone who is invited and has not accepted the terms yet: they see that there is a case, no more. */
  readonly summary: Summary | null
  /** Nothing of it can be read any more; who erased it, and why, is in the community's record. */
  readonly erased: boolean
}

export interface CaseList {
  readonly cases: readonly Listed[]
  /** Where the next page begins; `null`: this was the last. */
  readonly next: string | null
}

export interface ListRequest {
  readonly open?: boolean | 'all'
  readonly phase?: string
  readonly limit?: number
  /** `next` of the page before. */
  readonly after?: string
}

/**
 * The cases that a person may see, the last changed first. One query, and one key for each case shown. Being in a
 * list is not being read. Erased cases are left out, so a page may be shorter than asked.
 */
export async function listCases(world: World, person: PersonId, request: ListRequest = {}): Promise<CaseList> {
  const limit = Math.min(Math.max(Math.trunc(request.limit ?? 50), 1), 200)
  const after = placeIn(request.after)
  const rows = await world.store.cases({
    person,
    open: request.open ?? true,
    limit: limit + 1,
    ...(request.phase === undefined ? {} : { phase: request.phase }),
    ...(after === undefined ? {} : { after }),
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return { cases: await shownInList(world, person, shown), next: more ? `${last.updated}~${last.case}` : null }
}

/** Rows of a list as this person sees them; erased cases are left out. */
export async function shownInList(
  world: World,
  person: PersonId,
  rows: readonly CaseRow[],
): Promise<readonly Listed[]> {
  const community = await loadCommunity(world)
  const isMember = community !== null && membersOf(community, world.machine.now()).includes(person)
  if (isMember) {
    const erased = new Set(community.erased.map((one) => one.case))
    return (await Promise.all(rows.map((row) => listed(world, 'accepted', row, erased.has(row.case))))).filter(isThere)
  }
  const known = await world.records.readAll(
    'case',
    rows.map((row) => row.case),
  )
  const shown = await Promise.all(rows.map((row) => listed(world, standingOf(known.get(row.case)?.state, person), row)))
  return shown.filter(isThere)
}

function isThere(one: Listed | undefined): one is Listed {
  return one !== undefined
}

async function listed(world: World, standing: Standing, row: CaseRow, erased = false): Promise<Listed | undefined> {
  const { phase, open, opened, updated, nextDue } = row
  const plain = { case: row.case, phase: phase as Phase, open, opened, updated, nextDue, erased }
  if (erased) return { ...plain, nextDue: null, summary: null }
  if (standing === 'invited') return { ...plain, nextDue: null, summary: null }
  if (standing !== 'accepted') return undefined
  const summary = await summaryIn(world, row)
  return summary === undefined ? undefined : { ...plain, summary }
}

type Standing = FixTeamMember['state'] | undefined

/** Of someone without a seat. Lists lag where a seat changed at this moment, and a row can be forged: the case knows. */
function standingOf(c: Case | null | undefined, person: PersonId): Standing {
  return c?.closed === null ? c.fixTeam.find((one) => one.person === person)?.state : undefined
}

/** A damaged row must not take everyone's list with it: the case itself still knows. `undefined`: erased. */
async function summaryIn(world: World, { case: id, summary }: CaseRow): Promise<Summary | undefined> {
  try {
    return await world.records.unseal<Summary>(id, 'summary', summary)
  } catch (error) {
    if (!(error instanceof VaultFailed)) throw error
    if (error.code === 'no_key') return undefined
    world.lines.error('summary_unreadable', { case: id, code: error.code })
    const c = (await world.records.read('case', id)).state
    return c === null ? undefined : summaryOf(c)
  }
}

/** Where a page begins, as `next` of the page before told it; anything else begins at the start. */
function placeIn(after: string | undefined) {
  const [, updated, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{5,18}Z)~(c-[0-9a-z]{12})$/.exec(after ?? '') ?? []
  return updated === undefined || id === undefined ? undefined : { updated, case: id as CaseId }
}
