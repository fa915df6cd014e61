import type { Milestone } from './parts.ts'

/** What a deadline means to somebody outside: what will have happened. */
const outcomes: Readonly<Record<Milestone, string>> = {
  disclosed: 'we have your report',
  acknowledged: 'you have a first answer',
  assessed: 'we know what it is and tell you whether we take it on',
  fixTeamReady: 'engineers who know the code work on it',
  severityDecided: 'we have decided how severe it is',
  cveAssigned: 'it has a CVE id',
  advisoryCreated: 'the advisory is begun',
  workspaceReady: 'the fix has a private place to be written in',
  fixAvailable: 'there is a fix or a way around the problem',
  fixComplete: 'the fix is complete',
  releaseAgreed: 'the day of the release is agreed',
  planAdopted: 'we know whom to tell what, and when',
  opened: 'the fix is public',
  artefactsVerified: 'the fixed release is checked',
  announced: 'the fixed release and the advisory are out',
  retrospectiveSent: 'we publish how it went',
}

export function outcomeOf(milestone: Milestone): string {
  return outcomes[milestone]
}
