import { openQuestions } from '../../../core/advisory/index.ts'
import { askedForFeedback } from '../../../core/process/index.ts'
import { Button, Clause, Code, Empty, Notice, People, type PersonProps } from '../components/index.ts'
import { DraftForm } from './draftForm.tsx'
import { Outcome } from './outcome.tsx'
import { mailText } from './mailText.ts'
import { may, nameOf, type Seen } from './seen.ts'
import { doing, StepsHere } from './steps.tsx'
import { clauseOf, Written } from './text.tsx'

/** T1 to T3: looking back without blame; and the end of the case. */
export function Retrospective({ seen }: { readonly seen: Seen }) {
  const { case: c } = seen.view
  const mail = c.retrospective
  const drafted = mail === null || mail.state === 'drafted'
  const open = mail === null || !drafted ? [] : openQuestions(mail.body)
  if (c.announced === null) {
    return (
      <div class="stack stack-loose">
        <StepsHere seen={seen} page="retrospective" />
        <Empty
          title="The retrospective comes after the announcement"
          says="It is drafted from the case’s own record then, and asks what happened and how, not who failed."
        />
      </div>
    )
  }
  return (
    <div class="stack stack-loose">
      <StepsHere seen={seen} page="retrospective" />
      {mail !== null && (
        <section class="stack" aria-labelledby="mail">
          <h2 id="mail">
            {drafted ? 'As it will go' : 'As it went'} <Clause {...clauseOf('T2')} />
          </h2>
          {open.length > 0 && (
            <Notice
              tone="warning"
              says={
                open.length === 1
                  ? 'One question is still open in the text.'
                  : `${open.length} questions are still open in the text.`
              }
              instead={
                <ul class="case-gaps">
                  {open.map((question) => (
                    <li>{question}</li>
                  ))}
                </ul>
              }
              clause={clauseOf('T1')}
            />
          )}
          <Code label="The mail, to the letter" wraps>
            {mailText(seen, mail)}
          </Code>
          <Outcome seen={seen} mail={mail} settle="settleRetrospective" />
          {drafted && may(seen, 'sendRetrospective') && (
            <p>
              <Button href={doing(c.id, 'sendRetrospective', {}, 'retrospective')}>Look once more and send</Button>
            </p>
          )}
        </section>
      )}
      {drafted && may(seen, 'draftRetrospective') && c.closed === null && (
        <DraftForm seen={seen} act="draftRetrospective" mail={mail} from="the record" />
      )}
      <Feedback seen={seen} />
      {may(seen, 'reopenCase') && c.closed !== null && (
        <p>
          <Button href={doing(c.id, 'reopenCase')}>Reopen as a new case</Button>
        </p>
      )}
    </div>
  )
}

/** T3: each whom the policy names is asked, and may decline. */
function Feedback({ seen }: { seen: Seen }) {
  const { view } = seen
  const { case: c, members, policy } = view
  const asked = askedForFeedback(c, members, policy)
  const mine = c.feedback[seen.me] === undefined && asked.includes(seen.me) && c.closed === null
  return (
    <section class="stack" aria-labelledby="feedback">
      <h2 id="feedback">
        Feedback <Clause {...clauseOf('T3')} />
      </h2>
      <People label="Feedback of each" people={asked.map((person) => answered(seen, person))} />
      {mine && (
        <p class="buttons">
          <Button href={doing(c.id, 'giveFeedback', {}, 'retrospective')}>Give your feedback</Button>
          <Button tone="quiet" href={doing(c.id, 'declineFeedback', {}, 'retrospective')}>
            No feedback from me
          </Button>
        </p>
      )}
    </section>
  )
}

function answered({ view }: Seen, person: Seen['me']): PersonProps {
  const name = nameOf(view, person)
  const told = view.case.feedback[person]
  if (told === undefined) return { name, role: view.case.closed === null ? 'asked, no answer yet' : 'did not answer' }
  if (told === 'declined') return { name, role: 'has nothing to add' }
  return {
    name,
    role: told.consents ? 'sent to the list in their name' : 'for the committee',
    note: <Written>{told.text}</Written>,
  }
}
