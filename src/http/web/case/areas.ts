import { caseActNames, type CaseActName } from '../../../core/process/index.ts'

/** The pages of a case, in the order of their tabs. */
export const casePages = {
  overview: { title: 'Overview', path: '' },
  thread: { title: 'Thread', path: '/thread' },
  people: { title: 'People', path: '/people' },
  severity: { title: 'Severity', path: '/severity' },
  advisory: { title: 'Advisory', path: '/advisory' },
  release: { title: 'Release', path: '/release' },
  announcement: { title: 'Announcement', path: '/announcement' },
  retrospective: { title: 'Retrospective', path: '/retrospective' },
  record: { title: 'Record', path: '/record' },
} as const satisfies Record<string, { readonly title: string; readonly path: string }>

export type CasePageId = keyof typeof casePages

export function isCasePage(text: string | undefined): text is CasePageId {
  return text !== undefined && Object.hasOwn(casePages, text)
}

export function addressOf(id: string, page: CasePageId = 'overview'): string {
  return `/cases/${id}${casePages[page].path}`
}

/** What one does on a case, in the process's order: each with the page that shows what came of it. */
export const areas = {
  triage: { title: 'Triage', page: 'overview' },
  disclosure: { title: 'Disclosure and embargo', page: 'overview' },
  schedule: { title: 'Schedule', page: 'overview' },
  people: { title: 'People', page: 'people' },
  thread: { title: 'Thread', page: 'thread' },
  severity: { title: 'Severity and CVE', page: 'severity' },
  advisory: { title: 'Advisory', page: 'advisory' },
  fix: { title: 'The fix', page: 'release' },
  release: { title: 'Release day', page: 'release' },
  plan: { title: 'Communication plan', page: 'release' },
  announcement: { title: 'Announcement', page: 'announcement' },
  ending: { title: 'Retrospective and the end', page: 'retrospective' },
} as const satisfies Record<string, { readonly title: string; readonly page: CasePageId }>

export type AreaId = keyof typeof areas

/** Every act and where it belongs. */
export const areaOf: Readonly<Record<CaseActName, AreaId>> = {
  assessReplication: 'triage',
  assessOrigin: 'triage',
  acceptReport: 'triage',
  rejectReport: 'triage',
  markDuplicate: 'triage',
  dismissMatch: 'triage',
  askReproducer: 'triage',
  notReproduced: 'triage',
  markSpam: 'triage',
  confirmSender: 'triage',
  mergeCase: 'triage',
  splitCase: 'triage',
  deferCase: 'triage',
  resumeCase: 'triage',
  withdrawReport: 'triage',
  moveDisclosure: 'disclosure',
  notePublic: 'disclosure',
  noteExploit: 'disclosure',
  noteAttacks: 'disclosure',
  stateIntent: 'disclosure',
  requestPrivateHandling: 'disclosure',
  answerPrivateHandling: 'disclosure',
  proposeEmbargo: 'disclosure',
  answerEmbargo: 'disclosure',
  confirmEmbargo: 'disclosure',
  endEmbargo: 'disclosure',
  moveDeadline: 'schedule',
  movePolicy: 'schedule',
  noteUpstream: 'schedule',
  slowDown: 'schedule',
  assignDuty: 'people',
  inviteToFixTeam: 'people',
  acceptInvitation: 'people',
  declineInvitation: 'people',
  revokeAccess: 'people',
  chooseCredit: 'people',
  post: 'thread',
  editPost: 'thread',
  nameCoReporter: 'people',
  removeCoReporter: 'people',
  shareAdvisory: 'advisory',
  proposeSeverity: 'severity',
  decideSeverity: 'severity',
  decideSsvc: 'severity',
  requestCve: 'severity',
  recordCve: 'severity',
  reserveCve: 'severity',
  publishCve: 'severity',
  rejectCve: 'severity',
  settleCve: 'severity',
  reviseAdvisory: 'advisory',
  commentOnAdvisory: 'advisory',
  linkAdvisory: 'advisory',
  noteRepositoryAdvisory: 'advisory',
  linkWorkspace: 'fix',
  notePush: 'fix',
  noteFix: 'fix',
  completeFix: 'fix',
  approveFix: 'fix',
  proposeRelease: 'release',
  agreeRelease: 'release',
  joinRelease: 'release',
  leaveRelease: 'release',
  recordMerge: 'release',
  listArtefact: 'release',
  checkArtefact: 'release',
  planMessage: 'plan',
  dropMessage: 'plan',
  moveMessages: 'plan',
  carryOutMessage: 'plan',
  adoptPlan: 'plan',
  draftAnnouncement: 'announcement',
  sendAnnouncement: 'announcement',
  settleAnnouncement: 'announcement',
  recordListLink: 'announcement',
  recordChatPost: 'announcement',
  draftRetrospective: 'ending',
  sendRetrospective: 'ending',
  settleRetrospective: 'ending',
  giveFeedback: 'ending',
  declineFeedback: 'ending',
  closeCase: 'ending',
  reopenCase: 'ending',
}

export function pageOf(act: CaseActName): CasePageId {
  return areas[areaOf[act]].page
}

export function actsIn(area: AreaId): readonly CaseActName[] {
  return caseActNames.filter((act) => areaOf[act] === area)
}

/** Acts that a page has its own form for; `#…` is where. */
export const editors: Partial<Record<CaseActName, { readonly page: CasePageId; readonly at: string }>> = {
  post: { page: 'thread', at: 'write' },
  inviteToFixTeam: { page: 'people', at: 'invite' },
  proposeSeverity: { page: 'severity', at: 'propose' },
  decideSeverity: { page: 'severity', at: 'decide' },
  decideSsvc: { page: 'severity', at: 'ssvc' },
  reviseAdvisory: { page: 'advisory', at: 'edit' },
  commentOnAdvisory: { page: 'advisory', at: 'comment' },
  draftAnnouncement: { page: 'announcement', at: 'draft' },
  draftRetrospective: { page: 'retrospective', at: 'draft' },
}
