import { may, type Seen } from './seen.ts'

/** Above the acts that answer a reporter: the policy's own words to begin with. */
export function AboutAnswers({ seen }: { readonly seen: Seen }) {
  if (!may(seen, 'answerMany')) return <></>
  return (
    <p>
      <a href={`/cases/answer?case=${seen.view.case.id}`}>Begin with one of the policy’s answers</a>
    </p>
  )
}

export function AboutSpam({ seen }: { readonly seen: Seen }) {
  if (!may(seen, 'blockSender')) return <></>
  return (
    <p>
      More of it from there? <a href={`/cases/${seen.view.case.id}/block`}>Block the sender</a>, too: they can appeal.
    </p>
  )
}
