import type { PersonId } from '../../kernel/index.ts'
import type { Case, FixTeamMember, Noted } from '../state.ts'
import type { Changes } from './table.ts'

function withMember(c: Case, person: PersonId, state: FixTeamMember['state'], { at }: Noted): FixTeamMember[] {
  return [...c.fixTeam.filter((member) => member.person !== person), { person, state, at }]
}

export const developmentChanges = {
  FixTeamInvited: (c, { person }, noted) => ({ fixTeam: withMember(c, person, 'invited', noted) }),
  InvitationAccepted: (c, { person }, noted) => ({
    fixTeam: withMember(c, person, 'accepted', noted),
    fixTeamReady: c.fixTeamReady ?? noted,
  }),
  InvitationDeclined: (c, { person }, noted) => ({ fixTeam: withMember(c, person, 'declined', noted) }),
  AccessRevoked: (c, { person }, noted) => ({ fixTeam: withMember(c, person, 'revoked', noted) }),
  SeverityProposed: (c, { vector, version, score, class: of, note }, noted) => ({
    proposals: [...c.proposals, { ...noted, vector, version, score, class: of, note }],
  }),
  SeverityDecided: (_, { vector, score, class: of, reason }, noted) => ({
    severity: { ...noted, vector, score, class: of, reason },
  }),
  CveRequested: (c, { from }, noted) => ({ cve: { ...c.cve, requested: { ...noted, from } } }),
  CveRecorded: (c, { id }, noted) => ({ cve: { ...c.cve, id, recorded: noted } }),
  AdvisoryRevised: (c, { revision, document, note }, noted) => ({
    advisory: [...c.advisory, { ...noted, revision, document, note }],
  }),
  AdvisoryLinked: (_, { url }) => ({ advisoryUrl: url }),
  WorkspaceLinked: (_, { url, note }, noted) => ({ workspace: { ...noted, url, note } }),
  Posted: (c, { post, room, text, mentions }, noted) => ({
    posts: [...c.posts, { ...noted, post, room, text, mentions }],
    acknowledged: c.acknowledged ?? (room === 'everyone' && noted.by !== c.reporter ? noted : null),
  }),
  CommitPushed: (_, { commit }) => ({ head: commit }),
  FixNoted: (c, { kind }, noted) => ({ fixNoted: c.fixNoted?.kind === 'fix' ? c.fixNoted : { ...noted, kind } }),
  FixCompleted: (c, { commit }, noted) => ({
    head: commit,
    fixComplete: { ...noted, commit },
    fixNoted: c.fixNoted?.kind === 'fix' ? c.fixNoted : { ...noted, kind: 'fix' },
  }),
} satisfies Changes<
  | 'FixTeamInvited'
  | 'InvitationAccepted'
  | 'InvitationDeclined'
  | 'AccessRevoked'
  | 'SeverityProposed'
  | 'SeverityDecided'
  | 'CveRequested'
  | 'CveRecorded'
  | 'AdvisoryRevised'
  | 'AdvisoryLinked'
  | 'WorkspaceLinked'
  | 'Posted'
  | 'CommitPushed'
  | 'FixNoted'
  | 'FixCompleted'
>
