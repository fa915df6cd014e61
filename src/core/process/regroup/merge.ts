import { isRefused, refuse, type Refused } from '../../kernel/index.ts'
import { duties } from '../../policy/index.ts'
import type { Context } from '../act.ts'
import { isInForce } from '../consent.ts'
import { deadlines } from '../deadlines.ts'
import { recorded } from '../recorded.ts'
import { embargoSet } from '../embargoDates.ts'
import type { CaseEvent, Hurry } from '../events.ts'
import { evolve } from '../evolve/index.ts'
import { changesBetween } from '../policyChange.ts'
import type { Case } from '../state.ts'
import { cannotMerge, type Merging } from './cannotMerge.ts'
import { idsOf } from './ids.ts'

/** What a merge does to the case that closes, and to the one that goes on. */
export interface Merged {
  readonly other: Case
  readonly here: readonly CaseEvent[]
  readonly there: readonly CaseEvent[]
}

/**
 * Two cases of one vulnerability become one (Vultron: the earlier embargo date counts). Nothing is copied but what work
 * goes on with; the rest stays where it is on record, behind a link.
 */
export function merging(c: Case, asked: Merging, context: Context): Merged | Refused {
  const other = cannotMerge(c, asked, context)
  if (isRefused(other)) return other
  const until = earlierEnd(c, other)
  const reason = `the earlier date of ${c.id} and ${other.id}, which were merged`
  const [here, there] = [underEmbargo(c, until, reason), underEmbargo(other, until, reason)]
  if (isRefused(here)) return here
  if (isRefused(there)) return there
  return {
    other,
    here: [...here, ...closing(c, asked)],
    there: explained(other, [...there, ...joining(c, other, asked, context)], context),
  }
}

function earlierEnd(...both: readonly [Case, Case]): string | null {
  const ends = both.flatMap((one) => (isInForce(one) && one.embargo.until !== null ? [one.embargo.until] : []))
  return ends.sort((one, other) => Temporal.Instant.compare(one, other))[0] ?? null
}

function underEmbargo(c: Case, until: string | null, reason: string): CaseEvent[] | Refused {
  if (until === null || (isInForce(c) && c.embargo.until === until)) return []
  const events = embargoSet(c, until, reason, [])
  if (events.length > 0) return events
  return refuse(
    'embargo_impossible',
    'D3',
    `Case ${c.id} can have no embargo until ${until}: it is being exploited, or its own has ended.`,
    'End the embargo in both cases first, then merge them.',
  )
}

/** C2: a duplicate is valid, then set aside; never invalid. Its room stays its reporter's. */
function closing(c: Case, { into, answer, reason }: Merging): CaseEvent[] {
  const engaged = c.shadow.rm === 'R' || c.shadow.rm === 'I'
  return [
    ...(c.release === null
      ? []
      : [{ type: 'ReleaseLeft' as const, release: c.release.id, reason: `merged into ${into}` }]),
    ...(engaged ? [{ type: 'ReportValidated' as const, note: '' }] : []),
    ...(c.reporter === null
      ? []
      : [{ type: 'Posted' as const, post: c.posts.length + 1, room: 'everyone' as const, text: answer, mentions: [] }]),
    { type: 'CaseMerged', into, reason },
    { type: 'CaseClosed', resolution: 'merged', note: '' },
  ]
}

function joining(c: Case, other: Case, asked: Merging, context: Context): CaseEvent[] {
  const { disclosed } = c
  const isEarlier = Temporal.Instant.compare(disclosed, other.disclosed) < 0
  const taken = takesAdvisory(c, other, asked)
  return [
    ...(isEarlier ? [{ type: 'DisclosureMoved' as const, disclosed, reason: `${c.id} was disclosed then` }] : []),
    {
      type: 'CaseAbsorbed',
      case: c.id,
      version: c.version,
      before: c.related.absorbed,
      aliases: idsOf(c).filter((id) => id !== other.cve.id),
      advisory: taken ? 'taken' : 'kept',
      disclosed: isEarlier ? disclosed : null,
      hurry: hurryOf(c),
      changes: [],
      reason: asked.reason,
    },
    ...people(c, other, context),
    ...facts(c, other, taken),
  ]
}

/** The earliest cause that made the clocks as soon as possible. */
export function hurryOf(c: Case): Hurry | null {
  const cause = c.causes.find(({ kind }) => kind === 'asap')
  return cause?.kind === 'asap' ? { since: cause.at, why: cause.why } : null
}

/**
 * F2: whoever was on the team of the case that closes is invited to the one that goes on, and sees nothing of it before
 * accepting its terms. Who declined it, or was taken off it, is not asked again.
 */
function people(c: Case, other: Case, { members }: Context): CaseEvent[] {
  const known = new Set(other.fixTeam.map(({ person }) => person))
  const team = c.fixTeam.filter(
    ({ person, state }) => (state === 'accepted' || state === 'invited') && !known.has(person),
  )
  return [
    ...team.map(({ person }) => ({ type: 'FixTeamInvited' as const, person, why: `was on the fix team of ${c.id}` })),
    ...duties.flatMap((duty): CaseEvent[] => {
      const holder = c.duties[duty]
      const isFree = holder !== undefined && other.duties[duty] === undefined && members.includes(holder)
      return isFree ? [{ type: 'DutyAssigned', duty, to: holder, from: null, note: `held it on ${c.id}` }] : []
    }),
    ...Object.entries(c.credits).flatMap(([person, credit]): CaseEvent[] => {
      const id = person as keyof typeof c.credits
      return other.credits[id] === undefined ? [{ type: 'CreditChosen', person: id, ...credit }] : []
    }),
  ]
}

function takesAdvisory(c: Case, other: Case, { advisory }: Pick<Merging, 'advisory'>): boolean {
  return c.advisory.length > 0 && (other.advisory.length === 0 || advisory === 'this')
}

/** What the case that goes on lacks; of two advisories the one that was chosen, with its severity. */
function facts(c: Case, other: Case, taken: boolean): CaseEvent[] {
  const newest = c.advisory.at(-1)
  const { severity, workspace, cve } = c
  const source = `from ${c.id}`
  const events: CaseEvent[] = []
  if (taken && newest !== undefined) {
    const note = `revision ${newest.revision} ${source}`
    events.push({ type: 'AdvisoryRevised', revision: other.advisory.length + 1, document: newest.document, note })
  }
  if (severity !== null && (taken || other.severity === null)) {
    const { vector, score, class: of } = severity
    events.push({ type: 'SeverityDecided', vector, score, class: of, reason: source })
  }
  if (workspace !== null && other.workspace === null) {
    events.push({ type: 'WorkspaceLinked', url: workspace.url, note: source })
  }
  if (cve.id !== null && other.cve.id === null) events.push({ type: 'CveRecorded', id: cve.id, evidence: source })
  return events
}

/** With which deadlines lie elsewhere afterwards, on record. */
function explained(other: Case, events: readonly CaseEvent[], context: Context): CaseEvent[] {
  const policy = context.policyAt(other.policy) ?? context.policy
  const after = recorded(other, events, context).reduce(evolve, other)
  const changes = changesBetween(deadlines(other, policy, context.now), deadlines(after, policy, context.now))
  return events.map((event) => (event.type === 'CaseAbsorbed' ? { ...event, changes } : event))
}
