import { describe, expect, test } from 'vitest'
import { policyNamed, whole } from '../../../tests/kit/case.ts'
import { personalFields, type CaseEvent, type CaseEvents, type CaseEventType } from './events.ts'
import { inWords } from './words.ts'

const max = 'p-max000000000'
const at = '2026-03-02T09:00:00Z'
const url = 'https://example.org/x'
const attached = {
  attachment: 1,
  post: 2,
  room: 'everyone',
  name: 'x.txt',
  media: 'text/plain',
  size: 1,
  sha256: 'ab',
  file: 'f',
} as const
const score = { vector: 'CVSS:3.1/…', version: '3.1', score: 7, class: 'high' } as const
const mail = { draft: 1, subject: 's', body: 'b' }
const ordered = { order: 1, id: 'CVE-2026-12345', year: null, reason: '', replacedBy: null } as const

/** One of each, with the least that can be said. */
const samples: { [Type in CaseEventType]: readonly CaseEvents[Type][] } = {
  CaseOpened: [
    {
      case: 'c-1',
      policy: '1',
      via: 'form',
      report: { title: 'T', project: '', versions: '', impact: '', steps: '' },
      reporter: null,
      terms: false,
      disclosed: at,
      reopens: null,
    },
    {
      case: 'c-1',
      policy: '1',
      via: 'reopening',
      report: { title: 'T', project: '', versions: '', impact: '', steps: '' },
      reporter: max,
      terms: true,
      disclosed: at,
      reopens: 'c-0',
    },
  ],
  DisclosureMoved: [{ disclosed: at, reason: 'my mailbox' }],
  BecamePublic: [{ since: at, how: 'a blog', evidence: url }],
  ExploitPublished: [{ since: at, evidence: url }],
  AttacksObserved: [{ since: at, evidence: url }],
  IntentStated: [
    { publishOn: null, note: 'x' },
    { publishOn: at, note: 'x' },
  ],
  PrivateHandlingRequested: [{ message: 'x' }],
  PrivateHandlingAnswered: [
    { agreed: true, until: null, note: '' },
    { agreed: false, until: null, note: '' },
  ],
  EmbargoProposed: [{ until: at, reason: '' }],
  EmbargoAccepted: [{ until: at, lapsed: [] }],
  EmbargoRejected: [{ until: at, reason: '' }],
  EmbargoConfirmed: [{ person: max, until: at }],
  EmbargoEnded: [{ reason: 'it leaked!' }],
  DutyAssigned: [
    { duty: 'infra', to: null, from: max, note: '' },
    { duty: 'infra', to: max, from: null, note: '' },
  ],
  ReplicationAssessed: [{ replicated: 'partly', how: 'ran it\n\non v1.' }],
  OriginAssessed: [
    { origin: 'ours', note: '' },
    { origin: 'upstream', note: '' },
    { origin: 'both', note: '' },
  ],
  ReportValidated: [{ note: '' }, { note: 'new evidence' }],
  ReportAccepted: [{ note: '' }],
  ReportInvalidated: [{ reason: 'as designed' }],
  MarkedDuplicate: [{ of: 'CVE-2026-1000', reason: 'x' }],
  MatchDismissed: [{ of: 'CVE-2026-1000', reason: 'x' }],
  CaseMerged: [{ into: 'c-2', reason: 'the same check' }],
  CaseAbsorbed: [
    {
      case: 'c-1',
      version: 4,
      before: [],
      aliases: [],
      advisory: 'taken',
      disclosed: at,
      hurry: { since: at, why: 'x' },
      changes: [{ deadline: 'fix', title: 'Fix', was: null, becomes: at }],
      reason: 'x',
    },
    {
      case: 'c-1',
      version: 4,
      before: [],
      aliases: [],
      advisory: 'kept',
      disclosed: null,
      hurry: null,
      changes: [],
      reason: '',
    },
  ],
  CaseSplit: [
    {
      case: 'c-2',
      report: { title: 'T', project: '', versions: '', impact: '', steps: '' },
      reporter: true,
      posts: [1],
      advisory: true,
      workspace: false,
      reason: 'two flaws',
    },
  ],
  SplitOff: [
    {
      from: 'c-1',
      version: 4,
      posts: [],
      team: [{ person: max, state: 'accepted' }],
      acknowledged: at,
      accepted: at,
      fixTeamReady: at,
      hurry: null,
      reason: 'x',
    },
    {
      from: 'c-1',
      version: 4,
      posts: [],
      team: [],
      acknowledged: null,
      accepted: null,
      fixTeamReady: null,
      hurry: { since: at, why: 'x' },
      reason: '',
    },
  ],
  CaseDeferred: [{ reason: 'x' }],
  CaseResumed: [{ reason: 'x' }],
  ReportWithdrawn: [{ reason: 'x' }],
  CoReporterNamed: [{ person: max }],
  CoReporterRemoved: [{ person: max, reason: 'a wrong address' }],
  CreditChosen: [
    { person: max, named: false, as: '' },
    { person: max, named: true, as: 'M' },
    { person: max, named: true, as: '' },
  ],
  ReportScreened: [
    { proof: 'none', network: 'n', range: 'r' },
    { proof: 'work', network: null, range: null },
    { proof: 'held', network: 'n', range: 'r' },
  ],
  SenderConfirmed: [{}],
  ReproducerAsked: [{ due: at, post: 1 }],
  MarkedSpam: [{ note: '' }, { note: 'an advert' }],
  DeadlineMoved: [{ deadline: 'fix', to: at, reason: 'x' }],
  UpstreamNoted: [
    { project: 'lib', contact: 'x', date: null, reason: 'x' },
    { project: 'lib', contact: 'x', date: at, reason: 'x' },
  ],
  SlowedDown: [{ deadlines: [{ deadline: 'fix', to: at }], reason: 'x' }],
  DeadlineReminded: [
    { deadline: 'answer', due: at, kind: 'late', nth: 1 },
    { deadline: 'fix', due: at, kind: 'soon', nth: 1 },
    { deadline: 'fix', due: at, kind: 'late', nth: 2 },
  ],
  DutyReminded: [{ duties: ['triage', 'infra'], nth: 1 }],
  PolicyMoved: [
    { from: '1', to: '2', changes: [{ deadline: 'fix', title: 'Fix', was: null, becomes: at }], reason: 'x' },
    { from: '1', to: '2', changes: [], reason: '' },
  ],
  FixTeamInvited: [{ person: max, why: 'x' }],
  InvitationAccepted: [{ person: max, terms: 'x' }],
  InvitationDeclined: [{ person: max, reason: '' }],
  AccessRevoked: [{ person: max, reason: 'x' }],
  SeverityProposed: [
    { ...score, note: '' },
    { vector: null, version: null, score: null, class: 'low', note: 'hard to reach' },
  ],
  SeverityDecided: [
    { vector: null, score: null, class: 'low', reason: 'x' },
    { vector: 'v', score: 7, class: 'high', reason: '' },
  ],
  SsvcDecided: [{ table: 'supplier', answers: 'E:A/U:S', found: 'I', outcome: 'O', reason: 'a mitigation is out' }],
  CveRequested: [{ from: 'mitre', evidence: url }],
  CveRecorded: [{ id: 'CVE-2026-12345', evidence: url }],
  CveOrdered: [
    { ...ordered, what: 'reserve', id: null, year: 2026 },
    { ...ordered, what: 'publish' },
    { ...ordered, what: 'update' },
    { ...ordered, what: 'reject', reason: 'It is not used.' },
  ],
  CveOrderDone: [{ order: 1, id: 'CVE-2026-12345', note: '' }],
  CveOrderFailed: [
    { order: 1, code: 'http_401', unsure: false, found: [] },
    { order: 1, code: 'timed_out', unsure: true, found: [] },
  ],
  AdvisoryRevised: [{ revision: 1, document: whole, note: '' }],
  AdvisoryCommented: [{ comment: 1, revision: 1, part: 'whole', room: 'team', text: 'x', mentions: [] }],
  AdvisoryShared: [{ revision: 1, note: '' }],
  RepositoryAdvisoryNoted: [
    { published: true, evidence: url },
    { published: false, evidence: 'it is in another one' },
  ],
  AdvisoryLinked: [{ url }],
  WorkspaceLinked: [{ url, note: '' }],
  PostEdited: [{ post: 1, text: 'y', mentions: [] }],
  Posted: [
    { post: 1, room: 'team', text: 'x', mentions: [] },
    { post: 1, room: 'everyone', text: 'x', mentions: [] },
  ],
  FileAttached: [{ ...attached, post: 0 }, attached],
  CommitPushed: [{ commit: 'abcdef1', note: '' }],
  FixNoted: [
    { kind: 'fix', evidence: url },
    { kind: 'mitigation', evidence: url },
  ],
  FixCompleted: [{ commit: 'abcdef1', note: '', mentions: [] }],
  ReleaseProposed: [{ proposal: 1, opening: at, announcement: at, side: 'committee', warnings: [], reason: '' }],
  ReleaseAgreed: [
    { proposal: 1, side: 'committee' },
    { proposal: 1, side: 'fix-team' },
  ],
  MessagePlanned: [{ entry: 1, audience: 'users', channel: 'the list', message: 'x', when: at, by: null }],
  MessageDropped: [{ entry: 1, reason: 'x' }],
  MessagesMoved: [
    { announcement: at, messages: [{ entry: 1, when: at }], reason: 'x' },
    { announcement: at, messages: [], reason: '' },
  ],
  MessageCarriedOut: [
    { entry: 1, evidence: url, early: null },
    { entry: 2, evidence: url, early: 'it leaked' },
  ],
  PlanAdopted: [{ note: '' }],
  FixApproved: [{ commit: 'abcdef1', evidence: url }],
  ReleaseJoined: [{ release: 'r-1', project: 'anchor', version: 'v1', newestVulnerable: 'v0' }],
  ReleaseLeft: [{ release: 'r-1', reason: 'x' }],
  FixMerged: [
    { repository: url, commit: 'abcdef1', evidence: url, early: null },
    { repository: url, commit: 'abcdef1', evidence: url, early: 'it leaked' },
  ],
  ArtefactListed: [{ artefact: 1, name: 'anchor', url }],
  ArtefactChecked: [
    { artefact: 1, check: 'ran', passed: true, evidence: url },
    { artefact: 1, check: 'ran', passed: false, evidence: url },
  ],
  FixReleased: [{ at }],
  AnnouncementDrafted: [{ ...mail, generated: true }],
  AnnouncementReleased: [
    { ...mail, to: 'list@example.org', early: null },
    { ...mail, to: 'list@example.org', early: 'now' },
  ],
  AnnouncementDelivered: [{ messageId: '', note: '' }],
  AnnouncementFailed: [
    { code: '550', unsure: false },
    { code: 'lost', unsure: true },
  ],
  AnnouncementRetried: [{ reason: '' }, { reason: 'not in the archive' }],
  ListLinkRecorded: [{ url }],
  ChatPosted: [{ channel: 'general', evidence: url }],
  RetrospectiveDrafted: [mail],
  RetrospectiveReleased: [{ ...mail, to: 'list@example.org' }],
  RetrospectiveDelivered: [{ messageId: '', note: '' }],
  RetrospectiveFailed: [
    { code: '550', unsure: false },
    { code: 'lost', unsure: true },
  ],
  RetrospectiveRetried: [{ reason: '' }],
  FeedbackGiven: [{ person: max, text: 'x', consents: true }],
  FeedbackDeclined: [{ person: max, reason: '' }],
  ErasureDecided: [{ reason: 'spam' }],
  CaseClosed: [{ resolution: 'fixed', note: '' }],
  FollowUpOpened: [{ case: 'c-2', reason: 'x' }],
}

const policy = policyNamed('sigstore')
const who = (person: string | null) => (person === null ? 'nobody' : 'Max Example')
const all = Object.entries(samples).flatMap(([type, forms]) => forms.map((form) => ({ type, ...form }) as CaseEvent))

describe('the record in words', () => {
  test.each(all.map((event) => [event.type, event] as const))('%s', (_, event) => {
    const { clause, says } = inWords(event, who, policy)
    expect(clause).toMatch(/^[CDSFVRT]\d+$/)
    expect(says).toMatch(/^[A-Z].*([.!?)”]|https:\/\/\S+)$/u)
    expect(says).not.toMatch(/undefined|null|\n|\.\.$|: \.?$/)
    expect(says).not.toMatch(/\b(he|she|him|her|his|hers|they|them|their|we|our|ours|you|your)\b/i)
  })

  test('what people wrote ends with one full stop, on one line', () => {
    expect(inWords({ type: 'EmbargoEnded', reason: 'it leaked!' }, who, policy).says).toBe(
      'The embargo ended: it leaked!',
    )
    expect(inWords({ type: 'ReplicationAssessed', replicated: 'yes', how: 'ran it\n\non v1.' }, who, policy).says).toBe(
      'Replicated: yes: ran it on v1.',
    )
    expect(inWords({ type: 'AnnouncementRetried', reason: '' }, who, policy).says).toBe(
      'The announcement is sent again.',
    )
  })

  test('people’s names come from whoever asks, for whoever may see them', () => {
    const event: CaseEvent = { type: 'DutyAssigned', duty: 'infra', to: max, from: null, note: '' }
    expect(inWords(event, () => 'a member', policy).says).toBe('Gave the infra duty to a member.')
  })

  test.each([
    ['fix', 'soon', 'Reminded of the deadline “Fix development”, which comes soon.'],
    ['opening', 'late', 'Reminded of the deadline “Opening: the first public merge”, which has passed.'],
    ['once', 'late', 'Reminded of the deadline “once”, which has passed.'],
    ['toString', 'late', 'Reminded of the deadline “toString”, which has passed.'],
    ['quiet', 'late', 'Reminded the committee that nobody has acted on the case for long.'],
  ] as const)('the deadline %s is called as the policy does', (deadline, kind, says) => {
    expect(inWords({ type: 'DeadlineReminded', deadline, due: at, kind, nth: 1 }, who, policy).says).toBe(says)
  })

  test('so are deadlines that were moved, and a notice to distributors', () => {
    const moved: CaseEvent = { type: 'DeadlineMoved', deadline: 'release', to: at, reason: '' }
    expect(inWords(moved, who, policy).says).toBe(`Moved the deadline “Fix release day” to ${at}.`)
    const slowed: CaseEvent = { type: 'SlowedDown', deadlines: [{ deadline: 'fix', to: at }], reason: 'holidays' }
    expect(inWords(slowed, who, policy).says).toBe(`Slowed down: “Fix development” to ${at}: holidays.`)
    const told: CaseEvent = { type: 'DeadlineReminded', deadline: 'distributors-1', due: at, kind: 'soon', nth: 1 }
    const distributors = { clause: 'R1', from: 'low', notices: [{ due: 'P7D' }] } as const
    const others = { ...policy, release: { ...policy.release, distributors } } as unknown as typeof policy
    expect(inWords(told, who, others).says).toBe('Reminded of the deadline “Tell distributors”, which comes soon.')
  })

  test('fields that are personal exist in their events', () => {
    for (const event of all) {
      for (const field of personalFields[event.type]) expect(Object.keys(event)).toContain(field)
    }
  })
})
