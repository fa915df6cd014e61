/** What a person is on a case, in the community, or in the installation. */
export const roles = ['member', 'fixer', 'invited', 'reporter', 'administrator', 'anyone'] as const
export type Role = (typeof roles)[number]

const M = 'member'
const F = 'fixer'
const R = 'reporter'

/**
 * Who may do what. One row per act; PROCESS's "who acts" column. Whoever is not named here may not: no other
 * place in the product grants anything. `anyone` needs no sign-in.
 */
export const permissions = {
  // Reading
  readCase: [M, F],
  readThread: [M, F, R],
  readRecord: [M, F],
  readInvitation: [M, F, 'invited'],
  listCases: [M, F, 'invited', 'administrator'],
  readSimilar: [M],
  readCommittee: [M, F, 'invited', 'administrator'],
  readMailbox: ['administrator'],
  readPublic: ['anyone'],
  readReport: [R],
  giveKey: [R],

  // Disclosures (D) and the schedule (S)
  report: ['anyone'],
  resendLink: ['anyone'],
  openCase: [M],
  moveDisclosure: [M],
  notePublic: [M, F, R],
  noteExploit: [M, F, R],
  noteAttacks: [M, F, R],
  stateIntent: [M, R],
  requestPrivateHandling: [M],
  answerPrivateHandling: [M, R],
  proposeEmbargo: [M, R],
  answerEmbargo: [M, R],
  confirmEmbargo: [M, F, R],
  endEmbargo: [M],
  moveDeadline: [M],
  movePolicy: [M],
  noteUpstream: [M],
  slowDown: [F],

  // Committee duties (C2) and triage
  assignDuty: [M],
  assessReplication: [M],
  assessOrigin: [M],
  acceptReport: [M],
  rejectReport: [M],
  askReproducer: [M],
  notReproduced: [M],
  markSpam: [M],
  confirmSender: [M, R],
  answerMany: [M],
  blockSender: [M],
  decideBlock: [M],
  appealBlock: ['anyone'],
  markDuplicate: [M],
  dismissMatch: [M],
  mergeCase: [M],
  splitCase: [M],
  deferCase: [M],
  resumeCase: [M],
  withdrawReport: [M, R],
  chooseCredit: [R, F, M],
  nameCoReporter: [M, R],
  removeCoReporter: [M, R],

  // Fix team (F)
  suggestFixTeam: [M],
  inviteToFixTeam: [M],
  acceptInvitation: ['invited'],
  declineInvitation: ['invited'],
  revokeAccess: [M],

  // Developing the fix (V)
  proposeSeverity: [M, F],
  decideSeverity: [M],
  decideSsvc: [M],
  requestCve: [M],
  recordCve: [M],
  reserveCve: [M],
  publishCve: [M],
  rejectCve: [M],
  settleCve: [M],
  askCveServices: [M, 'administrator'],
  reviseAdvisory: [M, F],
  commentOnAdvisory: [M, F, R],
  shareAdvisory: [M],
  linkAdvisory: [M],
  noteRepositoryAdvisory: [M],
  linkWorkspace: [M, F],
  post: [M, F, R],
  editPost: [M, F, R],
  notePush: [M, F],
  noteFix: [M, F],
  completeFix: [F],
  proposeRelease: [M, F],
  agreeRelease: [M, F],

  // Disclosing the fix (R)
  planMessage: [M],
  dropMessage: [M],
  moveMessages: [M],
  carryOutMessage: [M],
  adoptPlan: [M],
  approveFix: [F],
  joinRelease: [M],
  leaveRelease: [M],
  recordMerge: [M],
  listArtefact: [M],
  checkArtefact: [M],
  draftAnnouncement: [M],
  sendAnnouncement: [M],
  settleAnnouncement: [M],
  recordListLink: [M],
  recordChatPost: [M],

  // Retrospective (T) and the end
  draftRetrospective: [M],
  sendRetrospective: [M],
  settleRetrospective: [M],
  giveFeedback: [M, F],
  declineFeedback: [M, F],
  closeCase: [M],
  reopenCase: [M],
  eraseCase: [M],

  // The committee itself (C5–C13)
  readCommitteeRecord: [M],
  expressInterest: [F, 'invited', 'administrator'],
  // Engineers on fix teams nominate as maintainers (C5).
  nominate: [M, F],
  proposeRemoval: [M],
  proposePolicy: [M],
  stepDown: [M],
  object: [M],
  vote: [M],
  recuse: [M],
  withdrawProposal: [M, F, 'invited', 'administrator'],
  recordDecision: [M, 'administrator'],
  appealDecision: [M, 'administrator'],
  announceLeave: [M],
  nameStandIn: [M],
  endLeave: [M],
  shareDuty: [M],
  overrideTurn: [M],
  stateAffiliation: [M],
  renameVendor: [M],
  endAccessElsewhere: [M, 'administrator'],

  // The community and the installation
  setUp: ['administrator'],
  manageCommunity: ['administrator'],
  settleMail: [M],
  manageTokens: [M, F, 'administrator'],
  chooseAlerts: [M, F, 'administrator'],
  retryEffect: [M, 'administrator'],
  windClock: [M, F, 'administrator'],
  ownSession: ['anyone'],
} as const satisfies Record<string, readonly Role[]>

export type Act = keyof typeof permissions

/** The one question of access: may someone in these roles do this? */
export function can(held: readonly Role[], act: Act): boolean {
  const allowed: readonly Role[] = permissions[act]
  return allowed.includes('anyone') || held.some((role) => allowed.includes(role))
}
