import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { isRefused } from '../../core/kernel/index.ts'
import type { NextStep, Phase } from '../../core/process/index.ts'
import type { CaseRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { Summary } from './summary.ts'
import { viewCase } from './view.ts'

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

/** The cases that a person may see, the last changed first. One query, and one key for each case shown. */
export async function listCases(world: World, person: PersonId, request: ListRequest = {}): Promise<CaseList> {
  const limit = Math.min(Math.max(request.limit ?? 50, 1), 200)
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
  return {
    cases: await Promise.all(shown.map((row) => listed(world, person, row))),
    next: more ? `${last.updated}~${last.case}` : null,
  }
}

async function listed(world: World, person: PersonId, row: CaseRow): Promise<Listed> {
  const { phase, open, opened, updated, nextDue } = row
  return {
    case: row.case,
    phase: phase as Phase,
    open,
    opened,
    updated,
    nextDue,
    summary: (await awaitsTerms(world, person, row.case))
      ? null
      : await world.records.unseal<Summary>(row.case, 'summary', row.summary),
  }
}

async function awaitsTerms(world: World, person: PersonId, id: CaseId): Promise<boolean> {
  const members = (await world.records.read('community', world.community)).state?.seats ?? []
  if (members.some((seat) => seat.person === person)) return false
  const c = (await world.records.read('case', id)).state
  return c?.fixTeam.find((one) => one.person === person)?.state !== 'accepted'
}

function placeIn(after: string | undefined) {
  const [updated, id] = (after ?? '').split('~')
  return updated === undefined || id === undefined ? undefined : { updated, case: id as CaseId }
}

/** A next step with the case that it belongs to. */
export interface Due {
  readonly case: CaseId
  readonly title: string
  readonly phase: Phase
  readonly step: NextStep
}

export interface Today {
  /** Mine, by deadline; steps without one last. */
  readonly mine: readonly Due[]
  /** Everyone's on the cases I see. */
  readonly others: readonly Due[]
  readonly invitations: readonly CaseId[]
  /** How many open cases were looked at, of how many. */
  readonly looked: number
  readonly open: number
}

/** How many open cases the day's page looks into: those changed last. */
const within = 60

/** What is due, for one person and for all. */
export async function today(world: World, person: PersonId): Promise<Today> {
  const { cases } = await listCases(world, person, { limit: within })
  const { open } = await world.store.countCases(person)
  const invitations: CaseId[] = []
  const due: Due[] = []
  for (const { case: id } of cases) {
    const view = await viewCase(world, person, id)
    if (isRefused(view)) continue
    if (!view.roles.some((role) => role === 'member' || role === 'fixer')) {
      invitations.push(id)
      continue
    }
    const title = view.case.advisory.at(-1)?.document.title ?? view.case.report.title
    due.push(...view.steps.map((step) => ({ case: id, title, phase: view.phase, step })))
  }
  const byDue = due.toSorted((one, other) => (one.step.due ?? '9').localeCompare(other.step.due ?? '9'))
  const mine = byDue.filter(({ step }) => step.mine)
  return { mine, others: byDue.filter(({ step }) => !step.mine), invitations, looked: cases.length, open }
}
