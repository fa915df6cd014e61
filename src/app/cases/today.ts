import { leaveOf } from '../../core/committee/index.ts'
import { membersOf } from '../../core/community/index.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { duties, type Duty } from '../../core/policy/index.ts'
import { isWaitedFor, nextSteps, phaseOf, rolesOn, type NextStep, type Phase } from '../../core/process/index.ts'
import { policyOf, theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'
import { countOpen } from './list.ts'
import { summaryOf } from './summary.ts'
import { seesCase } from './veil.ts'

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
  /** How many reports wait to be confirmed; `mostHeld`: so many, or more. Their steps are not among the others. */
  readonly held: number
  /** C10: duties whose holder is on leave, on the cases that were looked at; for members. */
  readonly left: readonly LeftDuty[]
}

/** A duty on a case that is held by somebody who is away, and until when they are. */
export interface LeftDuty {
  readonly case: CaseId
  readonly title: string
  readonly duty: Duty
  readonly holder: PersonId
  readonly until: string
}

export const mostHeld = 100

/** The day's page looks into so many of a person's open cases: those whose next deadline comes first. */
const within = 60

/** What is due, for one person and for all. Steps are no reading of a case. */
export async function today(world: World, person: PersonId): Promise<Today> {
  const first = await world.store.cases({ person, open: true, order: 'due', limit: within })
  const open = await countOpen(world, person)
  const held = await world.store.cases({ person, open: true, phase: 'held', limit: mostHeld })
  const community = await theCommunity(world)
  const now = world.machine.now()
  const members = membersOf(community, now)
  const cna = community.cna !== null
  const invitations: CaseId[] = []
  const due: Due[] = []
  const left: LeftDuty[] = []
  let looked = 0
  const streams = await world.records.readAll(
    'case',
    first.map((row) => row.case),
  )
  // Whose case was merged keeps their room, and may wait in it: that is work of the case that goes on.
  const absorbed = [...streams.values()].flatMap(({ state }) => state?.related.absorbed ?? [])
  for (const [id, { state: c }] of await world.records.readAll('case', absorbed)) {
    const roles = c === null ? [] : rolesOn(c, person, members)
    if (c === null || !seesCase(roles) || !isWaitedFor(c)) continue
    const steps = nextSteps(c, policyOf(community, c.policy), { person, roles, members, cna }, now)
    due.push(...steps.map((step) => ({ case: id as CaseId, title: summaryOf(c).title, phase: phaseOf(c), step })))
  }
  for (const { case: id } of first) {
    const c = streams.get(id)?.state ?? null
    const roles = c === null ? [] : rolesOn(c, person, members)
    if (c === null || roles.length === 0) continue
    looked += 1
    if (phaseOf(c) === 'held') continue
    const policy = policyOf(community, c.policy)
    if (!seesCase(roles)) {
      invitations.push(id)
      continue
    }
    const about = { case: id, title: summaryOf(c).title, phase: phaseOf(c) }
    due.push(...nextSteps(c, policy, { person, roles, members, cna }, now).map((step) => ({ ...about, step })))
    for (const duty of roles.includes('member') ? duties : []) {
      const holder = c.duties[duty]
      const leave = holder === undefined ? undefined : leaveOf(community.committee, holder, now)
      if (leave !== undefined) left.push({ ...about, duty, holder: leave.person, until: leave.to })
    }
  }
  const byDue = due.toSorted((one, other) => byTime(one.step.due, other.step.due))
  const mine = byDue.filter(({ step }) => step.mine)
  return { mine, others: byDue.filter(({ step }) => !step.mine), invitations, looked, open, held: held.length, left }
}

/** Without a time last. */
function byTime(one: string | null, other: string | null): number {
  return (one ?? '9').localeCompare(other ?? '9')
}
