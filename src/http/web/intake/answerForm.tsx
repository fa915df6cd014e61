import { answerFor, isAnswered, mayClose, type CaseView } from '../../../app/index.ts'
import { Button, Buttons, ErrorSummary, Field, Form, Prose, problemOf as problemAt } from '../components/index.ts'
import { labelled, textOf } from '../fields.ts'
import { ProblemNotice } from '../voice.tsx'
import type { Beginning, Shown } from './beginnings.ts'

export interface AnswerFormProps {
  readonly begun: Beginning
  readonly views: readonly CaseView[]
  readonly shown: Shown
}

/** The text to begin with, to be changed; what each reporter will read; and the one button that sends it. */
export function AnswerForm({ begun, views, shown }: AnswerFormProps) {
  const { way, title } = begun
  const { sent, problem } = shown
  const problems = problem?.fields ?? []
  const answers = isAnswered(way)
  const text = sent === undefined ? begun.text : textOf(sent, 'text')
  const labels = { text: answers ? 'The answer' : 'Note for the record', of: 'Duplicate of' }
  return (
    <section class="stack" aria-labelledby="answer">
      <h2 id="answer">{title}</h2>
      <ErrorSummary problems={labelled(problems, labels)} />
      {problem !== undefined && problems.length === 0 && <ProblemNotice problem={problem} />}
      <Form action="/cases/answer" hidden={{ with: begun.id, as: way }} label={title} draft={`answer-${begun.id}`}>
        {views.map(({ case: c }) => (
          <input type="hidden" name="case" value={c.id} />
        ))}
        {way === 'duplicate' && (
          <Field
            name="of"
            label={labels.of}
            required
            hint="A case’s id, a CVE id or a link. The reporters do not read it."
            value={sent === undefined ? undefined : textOf(sent, 'of')}
            error={problemAt(problems, 'of')}
          />
        )}
        {way !== 'take-in' && (
          <Field
            name="text"
            kind="multiline"
            rows={answers ? 10 : 3}
            label={labels.text}
            required={answers}
            {...(answers
              ? { hint: 'Yours to change. {{title}}, {{project}} and {{within}} stand for each report’s own.' }
              : {})}
            value={text}
            error={problemAt(problems, 'text')}
          />
        )}
        {mayClose(way) && (
          <Field
            name="close"
            kind="checkbox"
            label="Close them, too"
            hint="Left open, a reporter can still show that it is one."
            checked={sent !== undefined && textOf(sent, 'close') !== ''}
          />
        )}
        {answers && <Preview views={views} text={text} />}
        <Buttons>
          <Button tone="primary" name="step" value="send">
            {buttonFor(answers, views.length)}
          </Button>
          {answers && (
            <Button name="step" value="look">
              Show what they will read
            </Button>
          )}
          <Button tone="quiet" href="/cases">
            Not now
          </Button>
        </Buttons>
      </Form>
    </section>
  )
}

function buttonFor(answers: boolean, count: number): string {
  if (!answers) return count === 1 ? 'Do it' : `Do it on ${count} cases`
  return count === 1 ? 'Send the answer' : `Send ${count} answers`
}

/** The first reporter's text as they will read it: the others' differ in their own titles only. */
function Preview({ views: [first, ...others], text }: { readonly views: readonly CaseView[]; readonly text: string }) {
  if (first === undefined) return <></>
  return (
    <section class="stack" aria-label="What they will read">
      <h3>What they will read</h3>
      <blockquote class="prose">
        <Prose text={answerFor(first.case, first.policy, text)} label={`Answer to ${first.case.id}`} />
      </blockquote>
      {others.length > 0 && (
        <p class="soft">And {others.length === 1 ? 'one more' : `${others.length} more`}, each with its own title.</p>
      )}
    </section>
  )
}
