export { act, type ActRequest, type Done } from './act.ts'
export { actAtPath, actPath } from './actPath.ts'
export { batchFor, consequencesOf } from './commit.ts'
export type { Change } from './change.ts'
export { hostOf } from './host.ts'
export { loadCase } from './load.ts'
export { lostLinkFields, resendLinks } from './lostLink.ts'
export { cannotInvite } from './reach.ts'
export { listedAnew, rebuildAudiences, staleAudiences } from './audiences.ts'
export { engineerFields, inviteEngineer } from './invite.ts'
export { openReleases, type OpenRelease } from './joining.ts'
export {
  countListed,
  countOpen,
  listCases,
  lookedThrough,
  seenIn,
  shownInList,
  type CaseList,
  type Listed,
  type ListRequest,
} from './list.ts'
export type { ListOrder } from './listPlace.ts'
export { followClock } from './followClock.ts'
export { passTimeOf, putOff } from './passTime.ts'
export { publicChanges, publishedTurn } from './publications.ts'
export { openByMember, openReport, report, type Reported } from './report.ts'
export { memberReportFields, reportFields } from './reportFields.ts'
export { affectedPaths, suggestFields, suggestTeam, type SuggestedEngineer, type SuggestedTeam } from './suggestTeam.ts'
export type { Summary } from './summary.ts'
export { mostHeld, today, type Due, type LeftDuty, type Today } from './today.ts'
export { postWithFiles } from './postWithFiles.ts'
export { markThreadSeen, threadSeen, threadSeenFields, unread } from './threadSeen.ts'
export { dayNews, type CaseNews, type DayNews } from './dayNews.ts'
export { sinceLastVisit, type Since } from './visits.ts'
export type { EndTold } from './endTold.ts'
export { viewCase, type CaseView } from './view.ts'
export { wouldRefuse } from './wouldRefuse.ts'
