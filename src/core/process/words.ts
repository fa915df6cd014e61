import { ssvcNamed } from '../scoring/index.ts'
import type { Policy } from '../policy/index.ts'
import { cveOrderInWords } from './cveOrder.ts'
import { deadlineNamed } from './deadlineNamed.ts'
import type { CaseEvent, CaseEventType, DeadlineChange, EventOf } from './events.ts'

type Names = (person: string | null) => string
type Telling = {
  readonly [Type in CaseEventType]: readonly [
    clause: string,
    say: (event: EventOf<Type>, who: Names, policy: Policy) => string,
  ]
}

/** What each event says in the record: its clause and one sentence in the past tense. */
const telling: Telling = {
  CaseOpened: [
    'D1',
    (e) =>
      `Received the report “${e.report.title}”${e.reopens === null ? '' : `, reopening ${e.reopens}`}${e.terms ? '; its reporter accepted the embargo terms' : ''}.`,
  ],
  DisclosureMoved: ['D1', (e) => `Set disclosure to ${e.disclosed}${told(e.reason)}`],
  BecamePublic: ['S2', (e) => `Public since ${e.since}${told(e.how)}`],
  ExploitPublished: ['S2', (e) => `An exploit is public since ${e.since}.`],
  AttacksObserved: ['S2', (e) => `Exploited since ${e.since}.`],
  IntentStated: ['D3', (e) => `The reporter means to publish${e.publishOn === null ? '' : ` on ${e.publishOn}`}.`],
  PrivateHandlingRequested: ['D3', () => 'Asked the reporter for private handling.'],
  PrivateHandlingAnswered: [
    'D3',
    (e) => (e.agreed ? 'The reporter agreed to private handling.' : 'The reporter declined private handling.'),
  ],
  EmbargoProposed: ['D3', (e) => `Proposed an embargo until ${e.until}.`],
  EmbargoAccepted: ['D3', (e) => `The embargo holds until ${e.until}.`],
  EmbargoRejected: ['D3', (e) => `Rejected the embargo until ${e.until}.`],
  EmbargoConfirmed: ['D3', (e, who) => `${who(e.person)} confirmed the embargo until ${e.until}.`],
  EmbargoEnded: ['D3', (e) => `The embargo ended${told(e.reason)}`],
  DutyAssigned: [
    'C2',
    (e, who) => (e.to === null ? `Put down the ${e.duty} duty.` : `Gave the ${e.duty} duty to ${who(e.to)}.`),
  ],
  ReplicationAssessed: ['C2', (e) => `Replicated: ${e.replicated}${told(e.how)}`],
  OriginAssessed: [
    'C2',
    (e) =>
      `The vulnerable code is ${{ ours: 'the project’s own', upstream: 'upstream’s', both: 'the project’s own and upstream’s' }[e.origin]}.`,
  ],
  ReportValidated: ['C2', (e) => `Found the report valid${told(e.note)}`],
  ReportAccepted: ['C2', () => 'Accepted the report.'],
  ReportInvalidated: ['C2', (e) => `Set the report aside as not a vulnerability${told(e.reason)}`],
  MarkedDuplicate: ['C2', (e) => `Marked as a duplicate of ${e.of}.`],
  MatchDismissed: ['C2', (e) => `Found it to be another vulnerability than ${e.of}${told(e.reason)}`],
  CaseDeferred: ['C2', (e) => `Put the case off${told(e.reason)}`],
  CaseResumed: ['C2', (e) => `Took the case up again${told(e.reason)}`],
  ReportWithdrawn: ['D1', (e) => `The report was withdrawn${told(e.reason)}`],
  CreditChosen: [
    'T2',
    (e, who) =>
      `${who(e.person)} ${e.named ? `wants to be named${e.as === '' ? '' : ` as ${e.as}`}` : 'does not want to be named'}.`,
  ],
  CoReporterNamed: ['D1', (e, who) => `${who(e.person)} was named as a co-reporter.`],
  CoReporterRemoved: ['D1', (e, who) => `${who(e.person)} is a co-reporter no more${told(e.reason)}`],
  ReportScreened: [
    'D1',
    (e) =>
      ({
        none: 'Took the report as it came.',
        work: 'Took the report with a proof of work.',
        held: 'Keeps the report until its sender confirms it: many came at once.',
      })[e.proof],
  ],
  SenderConfirmed: ['D1', () => 'Took the report in.'],
  ReproducerAsked: ['C2', (e) => `Asked the reporter for a reproducer, until ${e.due}.`],
  MarkedSpam: ['D1', (e) => `Found it to be spam${told(e.note)}`],
  DeadlineMoved: [
    'S1',
    (e, _, policy) => `Moved the deadline “${deadlineNamed(e.deadline, policy)}” to ${e.to}${told(e.reason)}`,
  ],
  UpstreamNoted: [
    'S3',
    (e) => `Upstream (${e.project}) ${e.date === null ? 'has named no date yet' : `discloses on ${e.date}`}.`,
  ],
  SlowedDown: [
    'S8',
    (e, _, policy) => {
      const moved = e.deadlines.map(({ deadline, to }) => `“${deadlineNamed(deadline, policy)}” to ${to}`)
      return `Slowed down: ${moved.join(', ')}${told(e.reason)}`
    },
  ],
  DeadlineReminded: [
    'S1',
    ({ deadline, kind }, _, policy) => {
      if (deadline === 'answer')
        return 'Reminded the committee of a message from the reporter that nobody has answered.'
      if (deadline === 'quiet') return 'Reminded the committee that nobody has acted on the case for long.'
      const when = kind === 'soon' ? 'comes soon' : 'has passed'
      return `Reminded of the deadline “${deadlineNamed(deadline, policy)}”, which ${when}.`
    },
  ],
  DutyReminded: ['C2', (e) => `Reminded the committee of duties nobody holds: ${e.duties.join(', ')}.`],
  PolicyMoved: [
    'S1',
    (e) =>
      `Moved the case from version ${e.from} to version ${e.to} of the policy; ${deadlinesIn(e.changes)}${told(e.reason)}`,
  ],
  FixTeamInvited: ['F2', (e, who) => `Invited ${who(e.person)} to the fix team${told(e.why)}`],
  InvitationAccepted: ['F2', (e, who) => `${who(e.person)} accepted the embargo terms and joined the fix team.`],
  InvitationDeclined: ['F2', (e, who) => `${who(e.person)} declined the invitation.`],
  AccessRevoked: ['F3', (e, who) => `Ended ${who(e.person)}’s access${told(e.reason)}`],
  SeverityProposed: [
    'V1',
    (e) =>
      e.vector === null
        ? `Proposed the severity ${e.class}, by judgement.`
        : `Proposed ${e.vector} (${e.score.toFixed(1)}, ${e.class}).`,
  ],
  SeverityDecided: [
    'V1',
    (e) => `Decided the severity: ${e.class}${e.score === null ? '' : ` (${e.score.toFixed(1)})`}.`,
  ],
  SsvcDecided: ['V1', (e) => `Decided by SSVC (${e.table}): ${ssvcNamed(e.table, e.outcome)}${told(e.reason)}`],
  CveRequested: ['V2', (e) => `Requested a CVE id (${e.from}).`],
  CveRecorded: ['V2', (e) => `The CVE id is ${e.id}.`],
  CveOrdered: ['V2', (e) => `Asked CVE Services to ${cveOrderInWords(e).replace(/\.$/, '')}.`],
  CveOrderDone: ['V2', (e) => `CVE Services has done it: ${e.id}.`],
  CveOrderFailed: [
    'V2',
    (e) =>
      e.unsure ? `Whether CVE Services did it is not known (${e.code}).` : `CVE Services did not do it (${e.code}).`,
  ],
  AdvisoryRevised: ['V3', (e) => `Saved revision ${e.revision} of the advisory.`],
  AdvisoryCommented: ['V3', (e) => `Commented on revision ${e.revision} of the advisory.`],
  AdvisoryShared: ['V3', (e) => `Shared revision ${e.revision} of the advisory with the reporter${told(e.note)}`],
  AdvisoryLinked: ['V3', (e) => `The repository’s advisory is ${e.url}`],
  RepositoryAdvisoryNoted: [
    'V3',
    (e) => `The repository’s advisory is ${e.published ? 'published' : 'not going to be published'}${told(e.evidence)}`,
  ],
  WorkspaceLinked: ['V5', (e) => `The private workspace is ${e.url}`],
  Posted: ['V6', (e) => `Wrote in the thread (${e.room === 'team' ? 'committee and fix team' : 'everyone'}).`],
  PostEdited: ['V6', (e) => `Edited message ${e.post} in the thread.`],
  FileAttached: ['V6', (e) => `Attached a file to ${e.post === 0 ? 'the report' : `message ${e.post}`}.`],
  CommitPushed: ['R2', (e) => `The fix branch is at ${e.commit}.`],
  FixNoted: ['R1', (e) => `A ${e.kind} is available.`],
  FixCompleted: ['V7', (e) => `The fix is complete at ${e.commit}.`],
  ReleaseProposed: ['V8', (e) => `Proposed the release day: opening ${e.opening}, announcement ${e.announcement}.`],
  ReleaseAgreed: [
    'V8',
    (e) => `The ${e.side === 'committee' ? 'committee' : 'fix team'} agreed to release day proposal ${e.proposal}.`,
  ],
  MessagePlanned: ['R1', (e) => `Planned a message to ${e.audience} by ${e.channel} for ${e.when}.`],
  MessageDropped: ['R1', (e) => `Dropped entry ${e.entry} of the plan${told(e.reason)}`],
  MessagesMoved: [
    'R1',
    (e) => {
      const moved = e.messages.map(({ entry, when }) => `entry ${entry} to ${when}`)
      const what =
        moved.length === 0 ? 'Left planned messages where each stands' : `Moved planned messages: ${moved.join(', ')}`
      return `${what}; the announcement is on ${e.announcement}${told(e.reason)}`
    },
  ],
  MessageCarriedOut: [
    'R1',
    (e) =>
      `Entry ${e.entry} of the plan went out${e.early === null ? '.' : `, earlier than it should${told(e.early)}`}`,
  ],
  PlanAdopted: ['R1', () => 'Adopted the communication plan.'],
  FixApproved: ['R2', (e) => `Approved the fix at ${e.commit}.`],
  ReleaseJoined: ['R5', (e) => `The fix comes with ${e.project} ${e.version}.`],
  ReleaseLeft: ['R5', (e) => `Left the release${told(e.reason)}`],
  FixMerged: [
    'R3',
    (e) =>
      `Merged the fix in ${e.repository} at ${e.commit}${e.early === null ? '.' : `, in spite of what was missing${told(e.early)}`}`,
  ],
  ArtefactListed: ['R4', (e) => `Listed the artefact ${e.name}.`],
  ArtefactChecked: ['R4', (e) => `Artefact ${e.artefact}, check “${e.check}”: ${e.passed ? 'passed' : 'failed'}.`],
  FixReleased: ['R4', () => 'All artefacts are verified: users can install the fix.'],
  AnnouncementDrafted: ['R8', (e) => `Saved draft ${e.draft} of the announcement.`],
  AnnouncementReleased: [
    'R6',
    (e) =>
      `Gave the announcement to the mail server for ${e.to}${e.early === null ? '.' : `, in spite of what was missing${told(e.early)}`}`,
  ],
  AnnouncementDelivered: ['R6', () => 'The announcement was sent.'],
  AnnouncementFailed: [
    'R6',
    (e) =>
      e.unsure ? 'Whether the announcement was sent is not known.' : `The announcement could not be sent (${e.code}).`,
  ],
  AnnouncementRetried: ['R6', (e) => `The announcement is sent again${told(e.reason)}`],
  ListLinkRecorded: ['R7', (e) => `The announcement is archived at ${e.url}`],
  ChatPosted: ['R7', (e) => `Posted the link to ${e.channel}.`],
  RetrospectiveDrafted: ['T2', (e) => `Saved draft ${e.draft} of the retrospective.`],
  RetrospectiveReleased: ['T2', (e) => `Gave the retrospective to the mail server for ${e.to}.`],
  RetrospectiveDelivered: ['T2', () => 'The retrospective was sent.'],
  RetrospectiveFailed: [
    'T2',
    (e) =>
      e.unsure
        ? 'Whether the retrospective was sent is not known.'
        : `The retrospective could not be sent (${e.code}).`,
  ],
  RetrospectiveRetried: ['T2', (e) => `The retrospective is sent again${told(e.reason)}`],
  FeedbackGiven: ['T3', (e, who) => `${who(e.person)} gave feedback on the process.`],
  FeedbackDeclined: ['T3', (e, who) => `${who(e.person)} had no feedback.`],
  ErasureDecided: ['T1', (e) => `Decided to erase the case${told(e.reason)}`],
  CaseClosed: ['T1', (e) => `Closed the case: ${e.resolution}.`],
  FollowUpOpened: ['T1', (e) => `Opened the follow-up case ${e.case}.`],
  CaseMerged: ['C2', (e) => `Merged into ${e.into}${told(e.reason)}`],
  CaseAbsorbed: [
    'C2',
    (e) =>
      `Took in ${e.case} at version ${e.version}; the advisory that goes on is ${e.advisory === 'taken' ? 'that case’s' : 'this case’s'}; ${deadlinesIn(e.changes)}${told(e.reason)}`,
  ],
  CaseSplit: [
    'C2',
    (e) => `Split off ${e.case}${e.report.title === '' ? '' : `, “${e.report.title}”`}${told(e.reason)}`,
  ],
  SplitOff: [
    'C2',
    (e) =>
      `Split off from ${e.from} at version ${e.version}, with its embargo and ${e.team.length === 0 ? 'no fix team' : `its fix team’s consent (${e.team.length})`}${told(e.reason)}`,
  ],
}

function deadlinesIn(changes: readonly DeadlineChange[]): string {
  if (changes.length === 0) return 'no deadline changed'
  return `deadlines changed (${changes.map(({ title, becomes }) => `${title}: ${becomes ?? 'none'}`).join('; ')})`
}

/** What people said, as the end of a sentence: on one line, with one full stop. Nothing, where they said nothing. */
function told(text: string): string {
  const said = text.replace(/\s+/g, ' ').trim()
  if (said === '') return '.'
  return /[.!?…]["”’)]?$/u.test(said) ? `: ${said}` : `: ${said}.`
}

/**
 * An event in words: its clause and one sentence. `who` names a person by id, where `null` stands for nobody; deadlines
 * are called as the case's policy does.
 */
export function inWords(
  event: CaseEvent,
  who: Names,
  policy: Policy,
): { readonly clause: string; readonly says: string } {
  const [clause, say] = telling[event.type] as readonly [
    string,
    (event: CaseEvent, who: Names, policy: Policy) => string,
  ]
  return { clause, says: say(event, who, policy) }
}
