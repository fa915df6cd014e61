import { dayOf } from '../clock/index.ts'
import type { PersonId } from '../kernel/index.ts'
import { durationInWords, duties, joined } from '../policy/index.ts'
import type { CommitteeEvent, CommitteeEventOf, CommitteeEventType, Subject } from './events.ts'
import type { Happening } from './happening.ts'

type Names = (person: PersonId | null) => string
type Telling = {
  readonly [Type in CommitteeEventType]: readonly [
    clause: string,
    say: (event: CommitteeEventOf<Type>, who: Names) => string,
  ]
}

const ways = {
  interest: 'by own interest',
  'nomination-by-member': 'nominated by a member',
  'nomination-by-maintainer': 'nominated by a maintainer',
} as const

/** A proposal in a few words, as a headline. */
export function subjectInWords(subject: Subject, who: Names): string {
  switch (subject.kind) {
    case 'nominate':
      return subject.replaces === null
        ? `Seat ${who(subject.person)} (${ways[subject.way]})`
        : `Seat ${who(subject.person)} in the place of ${who(subject.replaces)}`
    case 'remove':
      return subject.duty === null
        ? `Remove ${who(subject.person)} from the committee`
        : `Take the ${subject.duty} duty from ${who(subject.person)}`
    case 'policy':
      return `Adopt version ${subject.version} of the policy`
    case 'leave':
      return `Agree to ${who(subject.person)}’s leave from ${subject.from} to ${subject.to}`
    case 'appeal':
      return `Overturn proposal ${subject.of} (${subject.was}), which is about ${who(subject.person)}`
  }
}

/** What each event says in the record: its clause and one sentence in the past tense. */
const telling: Telling = {
  MemberSeated: [
    'C7',
    (e, who) =>
      `${who(e.person)} took a seat (${e.source}${e.proposal === null ? '' : `, proposal ${e.proposal}`})${told(e.statement)}`,
  ],
  MemberUnseated: [
    'C13',
    (e, who) =>
      `${who(e.person)}’s seat ended${e.proposal === null ? '' : ` (proposal ${e.proposal})`}${told(e.reason)}`,
  ],
  StepDownAnnounced: ['C8', (e, who) => `${who(e.person)} steps down on ${e.on}${told(e.reason)}`],
  RightsTurned: [
    'C13',
    (e, who) =>
      [
        ...e.began.map((one) => `${who(one)}’s rights began.`),
        ...e.ended.map((one) => `${who(one)}’s rights ended.`),
      ].join(' '),
  ],
  AffiliationStated: [
    'C6',
    (e, who) => `${who(e.person)}: ${e.affiliation === '' ? 'no affiliation' : e.affiliation} since ${e.since}.`,
  ],
  VendorRenamed: ['C6', (e) => `“${e.from}” and “${e.to}” are one vendor${told(e.reason)}`],
  DutyShared: [
    'C2',
    (e, who) =>
      e.holders.length === 0
        ? `The ${e.duty} duty is everyone’s.`
        : `The ${e.duty} duty is held by ${e.holders.map(who).join(', ')}${told(e.note)}`,
  ],
  DutyTakenAway: ['C12', (e, who) => `The ${e.duty} duty was taken from ${who(e.person)} (proposal ${e.proposal}).`],
  TurnOverridden: ['C2', (e, who) => `${who(e.person)} is on call from ${e.from} to ${e.to}${told(e.reason)}`],
  LeadNamed: ['C2', (e, who) => `${who(e.person)} leads the fix of ${e.case}.`],
  LeaveAnnounced: [
    'C10',
    (e, who) =>
      `${who(e.person)} is on leave from ${e.from} to ${e.to}${handed(e.takers, who)}${gaps(e.gaps.length)}${told(e.note)}`,
  ],
  LeaveBegun: ['C10', (e, who) => `${who(e.person)}’s leave began${handed(e.takers, who)}.`],
  CoverReminded: ['C10', (e) => `Reminded the members: ${lacking(e.gaps)}.`],
  StandInNamed: ['C11', (e, who) => `${who(e.person)} stands in during leave ${e.leave}${told(e.reason)}`],
  LeaveEnded: ['C10', (e) => `Leave ${e.leave} ended on ${dayOf(e.at)}${told(e.reason)}`],
  ProposalOpened: [
    'C5',
    (e, who) =>
      `Proposal ${e.proposal}: ${subjectInWords(e.subject, who)}; ${
        e.rule.body === null
          ? e.rule.method === 'ballot'
            ? `a vote of ${e.electorate.length}`
            : `consent by silence of ${durationInWords(e.rule.silence)}`
          : `${e.rule.body} decides`
      }${told(e.statement)}`,
  ],
  ProposalContested: ['C7', (e) => `Objected to proposal ${e.proposal}; it is a vote now${told(e.reason)}`],
  BallotCast: [
    'C7',
    (e, who) => `Voted ${e.choice} on proposal ${e.proposal} for ${who(e.seat)}’s seat${told(e.reason)}`,
  ],
  RecusalStated: ['C7', (e, who) => `${who(e.person)} takes no part in proposal ${e.proposal}${told(e.reason)}`],
  ProposalClosed: [
    'C7',
    (e) =>
      `Proposal ${e.proposal} ${e.outcome === 'failed' ? 'failed' : `was ${e.outcome}`}${e.early && e.tally !== null ? ' before its time' : ''}: ${e.says}`,
  ],
  AccessEndedElsewhere: [
    'C13',
    (e, who) => `${who(e.person)}’s access to “${e.system}” was ended by hand${told(e.note)}`,
  ],
}

/** Who takes over what, as the end of a sentence: "; on open cases triage and infra go to Ben". */
function handed(takers: CommitteeEventOf<'LeaveBegun'>['takers'], who: Names): string {
  const byTaker = Map.groupBy(
    duties.filter((duty) => takers[duty] !== undefined),
    (duty) => takers[duty] ?? null,
  )
  if (byTaker.size === 0) return ''
  const parts = [...byTaker].map(
    ([taker, theirs]) => `${joined(theirs)} ${theirs.length === 1 ? 'goes' : 'go'} to ${who(taker)}`,
  )
  return `; on open cases ${parts.join(', ')}`
}

function gaps(days: number): string {
  return days === 0 ? '' : `; ${days === 1 ? 'one day lacks' : `${days} days lack`} cover for a duty`
}

function lacking(gaps: CommitteeEventOf<'CoverReminded'>['gaps']): string {
  const [first] = gaps
  const duties = [...new Set(gaps.flatMap((one) => one.duties))]
  const [duty, lack] = duties.length === 1 ? ['duty', 'lacks'] : ['duties', 'lack']
  const when = gaps.length === 1 ? `on ${first?.day}` : `on ${gaps.length} days from ${first?.day} on`
  return `the ${duties.join(', ')} ${duty} ${lack} cover ${when}`
}

/** What people said, as the end of a sentence: on one line, with one full stop. Nothing, where they said nothing. */
function told(text: string): string {
  const said = text.replace(/\s+/g, ' ').trim()
  if (said === '') return '.'
  return /[.!?…]["”’)]?$/u.test(said) ? `: ${said}` : `: ${said}.`
}

/**
 * What a community’s stream records of its committee, in words: its clause and one sentence. `ruleOf`: the clause under
 * which a proposal is decided, as far as it is known.
 */
export function committeeInWords(
  event: Happening,
  who: Names,
  ruleOf: (proposal: number) => string | undefined = () => undefined,
): { readonly clause: string; readonly says: string } {
  if (event.type === 'PolicyAdopted') return { clause: 'C7', says: `Adopted version ${event.version} of the policy.` }
  const [clause, say] = telling[event.type] as readonly [string, (event: CommitteeEvent, who: Names) => string]
  return { clause: ownClause(event) ?? byProposal(event, ruleOf) ?? clause, says: say(event, who) }
}

/** Where the event itself says more than its kind. */
function ownClause(event: CommitteeEvent): string | undefined {
  // What kind of proposal it is, its rule knows.
  if (event.type === 'ProposalOpened') return event.rule.clause
  return event.type === 'MemberSeated' && event.source === 'bootstrapped' ? 'C1' : undefined
}

/** An objection, a ballot or a result belongs to the clause of what it is about: a removal is no nomination. */
function byProposal(event: CommitteeEvent, ruleOf: (proposal: number) => string | undefined): string | undefined {
  return 'proposal' in event && event.type !== 'LeaveAnnounced' && event.proposal !== null
    ? ruleOf(event.proposal)
    : undefined
}
