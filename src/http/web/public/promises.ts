import { durationInWords, outcomeOf, type Policy } from '../../../core/policy/index.ts'

/** The policy's key numbers, as promises to somebody who reports something. */
export function promises({
  schedule,
  disclosure,
}: Policy): readonly { readonly clause: string; readonly says: string }[] {
  const dated = schedule.clocks.map(({ clause, countsFrom, due, done }) => {
    const from =
      countsFrom === 'disclosed' ? 'of your report' : countsFrom === 'announced' ? 'of the release' : undefined
    const start =
      from === undefined ? `Soon after ${outcomeOf(countsFrom)},` : `Within ${durationInWords(due)} ${from},`
    return { clause, says: `${start} ${outcomeOf(done)}.`, after: countsFrom === 'announced' }
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
