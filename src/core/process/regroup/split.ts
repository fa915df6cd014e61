import { refuse, type PersonId, type Refused } from '../../kernel/index.ts'
import { duties } from '../../policy/index.ts'
import type { CaseEvent, EventOf } from '../events.ts'
import { reportersOf } from '../reporters.ts'
import type { Case } from '../state.ts'
import { publishedAlready } from './gone.ts'
import { hurryOf } from './merge.ts'

/** Why nothing can be split off with these posts and this reporter. */
export function cannotSplit(c: Case, posts: readonly number[], reporter: boolean): Refused | undefined {
  const strange = posts.find((number) => !c.posts.some(({ post }) => post === number))
  if (strange !== undefined) {
    const says = `The thread has no message ${strange}.`
    return refuse('no_such_post', 'V6', says, 'Give the numbers of its messages, such as 1, 4.')
  }
  if (reporter && c.reporter === null) {
    return refuse('no_reporter', 'D1', 'Nobody is known to have reported this case.', 'Split it without a reporter.')
  }
  return publishedAlready(c)
}

/**
 * The new case from the one that it is split from, by the event that says so (Vultron: a split case inherits embargo and
 * consents): the same date and people, the same clocks, what is known of it. Pure: the same event gives the same case.
 */
export function splitOff(c: Case, event: EventOf<'CaseSplit'>): readonly CaseEvent[] {
  const reporter = event.reporter ? c.reporter : null
  const team = c.fixTeam.flatMap(({ person, state }) =>
    state === 'accepted' || state === 'invited' ? [{ person, state }] : [],
  )
  return [
    {
      type: 'CaseOpened',
      case: event.case,
      policy: c.policy,
      via: 'splitting',
      report: event.report,
      reporter,
      terms: reporter !== null && hasSigned(c, reporter),
      disclosed: c.disclosed,
      reopens: null,
    },
    {
      type: 'SplitOff',
      from: c.id,
      version: c.version,
      posts: event.posts,
      team,
      acknowledged: c.acknowledged?.at ?? null,
      accepted: c.accepted?.at ?? null,
      fixTeamReady: team.some(({ state }) => state === 'accepted') ? (c.fixTeamReady?.at ?? null) : null,
      hurry: hurryOf(c),
      reason: event.reason,
    },
    ...coReporters(c, event),
    ...embargo(c, [
      ...(event.reporter ? reportersOf(c) : []),
      ...team.flatMap(({ person, state }) => (state === 'accepted' ? [person] : [])),
    ]),
    ...known(c),
    ...work(c, event),
  ]
}

function coReporters(c: Case, { reporter }: EventOf<'CaseSplit'>): CaseEvent[] {
  const { until } = c.embargo
  if (!reporter) return []
  return c.coReporters.flatMap((person): CaseEvent[] => {
    const signed = until !== null && hasSigned(c, person)
    return [
      { type: 'CoReporterNamed', person },
      ...(signed ? [{ type: 'EmbargoConfirmed' as const, person, until }] : []),
    ]
  })
}

function hasSigned({ shadow }: Case, person: PersonId): boolean {
  const consent = shadow.consent[person]
  return consent === 'signatory' || consent === 'lapsed'
}

/** The machine is walked as the first case walked it, so that the record stays one that Vultron allows. */
function embargo(c: Case, people: readonly PersonId[]): CaseEvent[] {
  const reason = `as in ${c.id}`
  const { em, consent } = c.shadow
  const { until, proposed } = c.embargo
  const propose = (at: string): CaseEvent => ({ type: 'EmbargoProposed', until: at, reason })
  if (until === null || em === 'N' || em === 'P') return em === 'P' ? proposed.map(propose) : []
  const lapsed = [...new Set(people)].filter((person) => consent[person] === 'lapsed')
  return [
    propose(until),
    { type: 'EmbargoAccepted', until, lapsed },
    ...(em === 'R' ? proposed.map(propose) : []),
    ...(em === 'X' ? [{ type: 'EmbargoEnded' as const, reason }] : []),
  ]
}

function known({ id, publicSince, exploitSince, attacksSince }: Case): CaseEvent[] {
  const evidence = `on record in ${id}`
  return [
    ...(exploitSince === null ? [] : [{ type: 'ExploitPublished' as const, since: exploitSince, evidence }]),
    ...(publicSince === null
      ? []
      : [{ type: 'BecamePublic' as const, since: publicSince, how: `as ${id} is`, evidence }]),
    ...(attacksSince === null ? [] : [{ type: 'AttacksObserved' as const, since: attacksSince, evidence }]),
  ]
}

function work(c: Case, { advisory, workspace, reporter }: EventOf<'CaseSplit'>): CaseEvent[] {
  const newest = c.advisory.at(-1)
  const events = duties.flatMap((duty): CaseEvent[] => {
    const to = c.duties[duty]
    return to === undefined ? [] : [{ type: 'DutyAssigned', duty, to, from: null, note: `holds it on ${c.id}` }]
  })
  if (advisory && newest !== undefined) {
    const note = `revision ${newest.revision} from ${c.id}`
    events.push({ type: 'AdvisoryRevised', revision: 1, document: newest.document, note })
  }
  if (workspace && c.workspace !== null) {
    events.push({ type: 'WorkspaceLinked', url: c.workspace.url, note: `the one of ${c.id}` })
  }
  for (const person of reporter ? reportersOf(c) : []) {
    const credit = c.credits[person]
    if (credit !== undefined) events.push({ type: 'CreditChosen', person, ...credit })
  }
  return events
}
