import type { AnyAct } from '../act.ts'
import { announcingActs } from './announcing.ts'
import { commentingActs } from './commenting.ts'
import { cveActs } from './cve.ts'
import { developmentActs } from './development.ts'
import { disclosureActs } from './disclosures.ts'
import { embargoActs } from './embargo.ts'
import { endingActs } from './ending.ts'
import { fixTeamActs } from './fixTeam.ts'
import { floodActs } from './floods.ts'
import { movingActs } from './moving.ts'
import { planActs } from './plan.ts'
import { regroupActs } from './regroup.ts'
import { releaseActs } from './release.ts'
import { releaseDayActs } from './releaseDay.ts'
import { reporterActs } from './reporters.ts'
import { repositoryAdvisoryActs } from './repositoryAdvisory.ts'
import { scheduleActs } from './schedule.ts'
import { severityActs } from './severity.ts'
import { threadActs } from './thread.ts'
import { triageActs } from './triage.ts'

/** Everything that can be done to a case: the one source of the API, the forms and the command line. */
export const caseActs = {
  ...triageActs,
  ...floodActs,
  ...reporterActs,
  ...regroupActs,
  ...disclosureActs,
  ...embargoActs,
  ...scheduleActs,
  ...movingActs,
  ...fixTeamActs,
  ...severityActs,
  ...cveActs,
  ...repositoryAdvisoryActs,
  ...developmentActs,
  ...threadActs,
  ...commentingActs,
  ...releaseDayActs,
  ...planActs,
  ...releaseActs,
  ...announcingActs,
  ...endingActs,
}

export type CaseActName = keyof typeof caseActs
export const caseActNames = Object.keys(caseActs) as readonly CaseActName[]

export function isCaseAct(name: string): name is CaseActName {
  return Object.hasOwn(caseActs, name)
}

export function actNamed(name: CaseActName): AnyAct {
  return caseActs[name]
}

/** The words on an act's button. A title that asks is answered. */
export function orderOf(name: CaseActName): string {
  const { title } = caseActs[name]
  return title.endsWith('?') ? 'Record the answer' : title
}
