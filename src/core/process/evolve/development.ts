import type { PersonId } from '../../kernel/index.ts'
import type { EventOf, Judgement, Score } from '../events.ts'
import type { Case, FixTeamMember, Noted } from '../state.ts'
import type { Changes } from './table.ts'

function withMember(c: Case, person: PersonId, state: FixTeamMember['state'], { at }: Noted): FixTeamMember[] {
  return [...c.fixTeam.filter((member) => member.person !== person), { person, state, at }]
}

function gradeOf(e: EventOf<'SeverityProposed'>): Score | Judgement {
  if (e.vector === null) return { vector: null, version: null, score: null, class: e.class }
  return { vector: e.vector, version: e.version, score: e.score, class: e.class }
}

export const developmentChanges = {
  FixTeamInvited: (c, { person }, noted) => ({ fixTeam: withMember(c, person, 'invited', noted) }),
  InvitationAccepted: (c, { person }, noted) => ({
    fixTeam: withMember(c, person, 'accepted', noted),
    fixTeamReady: c.fixTeamReady ?? noted,
  }),
  InvitationDeclined: (c, { person }, noted) => ({ fixTeam: withMember(c, person, 'declined', noted) }),
  AccessRevoked: (c, { person }, noted) => ({ fixTeam: withMember(c, person, 'revoked', noted) }),
  SeverityProposed: (c, proposed, noted) => ({
    proposals: [...c.proposals, { ...noted, ...gradeOf(proposed), note: proposed.note }],
  }),
  SeverityDecided: (c, { vector, score, class: of, reason }, noted) => ({
    severity: { ...noted, first: c.severity?.first ?? noted.at, vector, score, class: of, reason },
  }),
  // The newest of each table counts.
  SsvcDecided: (c, { table, answers, found, outcome, reason }, noted) => ({
    ssvc: [...c.ssvc.filter((one) => one.table !== table), { ...noted, table, answers, found, outcome, reason }],
  }),
  CveRequested: (c, { from }, noted) => ({ cve: { ...c.cve, requested: { ...noted, from } } }),
  CveRecorded: (c, { id }, noted) => ({ cve: { ...c.cve, id, recorded: c.cve.recorded ?? noted } }),
  AdvisoryRevised: (c, { revision, document, note }, noted) => ({
    advisory: [...c.advisory, { ...noted, revision, document, note }],
  }),
  AdvisoryCommented: (c, { comment, revision, part, room, text, mentions }, noted) => ({
    advisoryComments: [...c.advisoryComments, { ...noted, comment, revision, part, room, text, mentions }],
  }),
  AdvisoryLinked: (_, { url }) => ({ advisoryUrl: url }),
  RepositoryAdvisoryNoted: (_, { published, evidence }, noted) => ({
    repositoryAdvisory: { ...noted, published, evidence },
  }),
  WorkspaceLinked: (c, { url, note }, { at, by }) => ({
    workspace: { at: c.workspace?.at ?? at, by: c.workspace?.by ?? by, url, note },
  }),
  FileAttached: (c, { attachment, post, room, name, media, size, sha256, file }, noted) => ({
    attachments: [...c.attachments, { ...noted, attachment, post, room, name, media, size, sha256, file }],
  }),
  CommitPushed: (_, { commit }) => ({ head: commit }),
  // The first of fix and mitigation opens the plan (R1); what comes later does not move that.
  FixNoted: (c, { kind }, { at, by }) => ({
    fixNoted: { at: c.fixNoted?.at ?? at, by: c.fixNoted?.by ?? by, kind: c.fixNoted?.kind === 'fix' ? 'fix' : kind },
  }),
  FixCompleted: (c, { commit }, noted) => ({
    head: commit,
    fixComplete: { ...noted, commit },
    fixNoted: { at: c.fixNoted?.at ?? noted.at, by: c.fixNoted?.by ?? noted.by, kind: 'fix' },
  }),
} satisfies Changes<
  | 'FixTeamInvited'
  | 'InvitationAccepted'
  | 'InvitationDeclined'
  | 'AccessRevoked'
  | 'SeverityProposed'
  | 'SeverityDecided'
  | 'SsvcDecided'
  | 'CveRequested'
  | 'CveRecorded'
  | 'AdvisoryRevised'
  | 'AdvisoryCommented'
  | 'AdvisoryLinked'
  | 'RepositoryAdvisoryNoted'
  | 'WorkspaceLinked'
  | 'FileAttached'
  | 'CommitPushed'
  | 'FixNoted'
  | 'FixCompleted'
>
