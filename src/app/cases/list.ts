import { membersOf } from '../../core/community/index.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { Case, FixTeamMember, Phase } from '../../core/process/index.ts'
import { loadCommunity } from '../community/index.ts'
import { VaultFailed, type CaseRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { dueFirst, placeAfter, placeIn, type ListOrder, type ListPlace } from './listPlace.ts'
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
  /** `changed`, as without it: the last changed first. `due`: the next deadline first; of open cases alone. */
  readonly by?: ListOrder
  readonly limit?: number
  /** `next` of the page before, in the same order. */
  readonly after?: string
}

/** Of somebody without a seat, so many rows are looked at: theirs are few, and where they are not, a seat just ended. */
export const lookedThrough = 1000

/**
 * The cases that a person may see. One query, and one key for each case shown. Being in a list is not being read. A
 * member's page leaves erased cases out, and may be shorter than asked. For somebody without a seat what they may not see
 * is left out first, so that neither a page's length nor where the next one begins tells of it; and what is due of a case
 * that they are only invited to orders nothing.
 */
export async function listCases(world: World, person: PersonId, request: ListRequest = {}): Promise<CaseList> {
  const limit = Math.min(Math.max(Math.trunc(request.limit ?? 50), 1), 200)
  const order = request.by ?? 'changed'
  const after = placeIn(order, request.after)
  const seated = await hasSeat(world, person)
  const place = after === undefined ? {} : { after }
  const asked = {
    person,
    open: order === 'due' ? true : (request.open ?? true),
    limit: seated ? limit + 1 : lookedThrough,
    ...(request.phase === undefined ? {} : { phase: request.phase }),
  }
  const rows = await world.store.cases(
    order === 'due' ? { ...asked, order, ...(seated ? place : {}) } : { ...asked, ...place },
  )
  const theirs = seated ? rows : await seenIn(world, person, rows)
  const further = order === 'changed' || seated ? theirs : await dueTo(world, person, theirs, after)
  const shown = further.slice(0, limit)
  const last = shown.at(-1)
  const more = further.length > limit && last !== undefined
  return { cases: await shownInList(world, person, shown), next: more ? placeAfter(order, last) : null }
}

/** Rows of somebody without a seat by what they may know to be due, from a place on. */
async function dueTo(world: World, person: PersonId, rows: readonly CaseRow[], after: ListPlace | undefined) {
  const read = new Set((await seenIn(world, person, rows, true)).map((row) => row.case))
  const known = rows.map((row) => (read.has(row.case) ? row : { ...row, nextDue: null })).toSorted(dueFirst)
  return after === undefined ? known : known.filter((row) => dueFirst(after, row) < 0)
}

/** How many cases are in a person's lists; of somebody without a seat, only what they may see. */
export async function countListed(
  world: World,
  person: PersonId,
): Promise<{ readonly open: number; readonly closed: number }> {
  return (await hasSeat(world, person))
    ? world.store.countCases(person)
    : { open: await countSeen(world, person), closed: 0 }
}

/** The same of open cases alone, for every page. */
export async function countOpen(world: World, person: PersonId): Promise<number> {
  return (await hasSeat(world, person)) ? world.store.countOpenCases(person) : countSeen(world, person)
}

async function countSeen(world: World, person: PersonId): Promise<number> {
  const rows = await world.store.cases({ person, open: true, limit: lookedThrough })
  return (await seenIn(world, person, rows)).length
}

/** Of rows in the list of somebody without a seat, those of cases that know them; `read`: that they may read, too. */
export async function seenIn<Row extends CaseRow>(
  world: World,
  person: PersonId,
  rows: readonly Row[],
  read = false,
): Promise<readonly Row[]> {
  const known = await casesOf(world, rows)
  return rows.filter((row) => {
    const standing = standingOf(known.get(row.case)?.state, person)
    return read ? standing === 'accepted' : isShown(standing)
  })
}

async function hasSeat(world: World, person: PersonId): Promise<boolean> {
  const community = await loadCommunity(world)
  return community !== null && membersOf(community, world.machine.now()).includes(person)
}

function casesOf(world: World, rows: readonly CaseRow[]) {
  return world.records.readAll(
    'case',
    rows.map((row) => row.case),
  )
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
  const known = await casesOf(world, rows)
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
  if (!isShown(standing)) return undefined
  const summary = await summaryIn(world, row)
  return summary === undefined ? undefined : { ...plain, summary }
}

type Standing = FixTeamMember['state'] | undefined

function isShown(standing: Standing): boolean {
  return standing === 'accepted' || standing === 'invited'
}

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
