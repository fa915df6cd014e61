import { durationInWords, type Milestone, type Policy } from '../../../core/policy/index.ts'

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

/** The policy's key numbers, as promises to somebody who reports something. */
export function promises({
  schedule,
  disclosure,
}: Policy): readonly { readonly clause: string; readonly says: string }[] {
  const dated = schedule.clocks.map(({ clause, countsFrom, due, done }) => {
    const from =
      countsFrom === 'disclosed' ? 'of your report' : countsFrom === 'announced' ? 'of the release' : undefined
    const start = from === undefined ? `Soon after ${outcomes[countsFrom]},` : `Within ${durationInWords(due)} ${from},`
    return { clause, says: `${start} ${outcomes[done]}.`, after: countsFrom === 'announced' }
  })
  const { embargo } = disclosure
  return [
    ...dated.filter(({ after }) => !after),
    {
      clause: embargo.clause,
      says: `Until the release it stays between you and those who work on it: for up to ${durationInWords(embargo.endsAfter)}, unless we agree with you on another date.`,
    },
    ...dated.filter(({ after }) => after),
  ]
}
