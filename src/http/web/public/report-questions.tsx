import { isHeld, isSecret, unconsenting } from '../../../core/process/index.ts'
import { Clause, inUtc, Notice, toInstant, When } from '../components/index.ts'
import { ActForm, cameBack, type ReporterActProps } from './report-act-form.tsx'

/** What the committee asks of the reporter now: it stands above everything else. */
export function Questions(props: ReporterActProps) {
  const { me, view } = props
  const c = view.case
  const asked = c.privateHandling.requested !== null && c.privateHandling.answered === null && isSecret(c.shadow)
  const theirs = c.embargo.proposed.filter((until) => !c.embargo.byReporter.includes(until)).sort()[0]
  const lapsed = c.shadow.em !== 'X' && c.shadow.consent[me] === 'lapsed'
  const unaccepted = unconsenting(c).includes(me)
  return (
    <>
      {(isHeld(c) || cameBack(props, 'confirmSender')) && (
        <section class="stack" aria-labelledby="confirm-sender">
          <h2 id="confirm-sender">Is this report yours?</h2>
          <ActForm {...props} act="confirmSender" button="Yes, this report is mine" tone="primary">
            <p class="prose">
              So many reports come in that the committee looks at yours once you have said so. If you sent none, close
              this page: nothing happens.
            </p>
          </ActForm>
        </section>
      )}
      {(asked || cameBack(props, 'answerPrivateHandling')) && <PrivateHandling {...props} />}
      {((!asked && theirs !== undefined && isSecret(c.shadow)) || cameBack(props, 'answerEmbargo')) && (
        <Proposal {...props} until={theirs} />
      )}
      {unaccepted && !asked && !isHeld(c) && !isNoVulnerability(c) && <Terms {...props} />}
      <Answered view={props.view} />
      {(lapsed || (!unaccepted && cameBack(props, 'confirmEmbargo'))) && (
        <section class="stack" aria-labelledby="confirm-embargo">
          <h2 id="confirm-embargo">The date has moved</h2>
          <ActForm {...props} act="confirmEmbargo" button="I keep it private until then" tone="primary">
            <p class="prose">
              The embargo was extended{' '}
              {c.embargo.until !== null && (
                <>
                  until <When at={c.embargo.until} />
                </>
              )}
              . You agreed to the earlier date; does the new one hold for you, too?
            </p>
          </ActForm>
        </section>
      )}
    </>
  )
}

/** Of what was set aside as none there is nothing to keep, and no fix to wait for. */
function isNoVulnerability({ setAside }: ReporterActProps['view']['case']): boolean {
  return setAside?.as === 'invalid' || setAside?.as === 'spam'
}

/** Whoever reported without accepting the terms is asked for it here: nobody else can say yes for them. */
function Terms(props: ReporterActProps) {
  const { case: c, policy } = props.view
  const { terms, clause } = policy.disclosure.embargo
  return (
    <section class="stack" aria-labelledby="embargo-terms">
      <h2 id="embargo-terms">Do you keep it private until there is a fix?</h2>
      <Notice
        tone="note"
        says="You have not accepted the embargo terms yet."
        instead={terms}
        clause={{ id: clause, href: `/policy#${clause}` }}
      />
      <ActForm {...props} act="confirmEmbargo" button="Accept the embargo terms" tone="primary">
        {c.embargo.until !== null && (
          <p class="prose">
            The embargo is to hold until <When at={c.embargo.until} />.
          </p>
        )}
      </ActForm>
    </section>
  )
}

/** What they answered stays in sight: it is what they are held to. */
function Answered({ view: { case: c } }: Pick<ReporterActProps, 'view'>) {
  const { answered } = c.privateHandling
  if (answered === null || !isSecret(c.shadow)) return <></>
  const until = answered.until ?? c.embargo.until
  return (
    <section class="stack" aria-labelledby="your-answer">
      <h2 id="your-answer">Your answer</h2>
      {answered.agreed ? (
        <p class="prose">
          You keep it private{' '}
          {until !== null && (
            <>
              until <When at={until} />
            </>
          )}
          . You said so on <When at={answered.at} only="day" />; thank you.
        </p>
      ) : (
        <p class="prose">
          You publish before there is a fix. You said so on <When at={answered.at} only="day" />; everything is done as
          soon as possible now.
        </p>
      )}
    </section>
  )
}

function PrivateHandling(props: ReporterActProps) {
  const { case: c, policy } = props.view
  const { terms, clause } = policy.disclosure.embargo
  const publishOn = c.intent?.publishOn
  const day = publishOn == null ? '' : ` on ${publishOn}`
  return (
    <section class="stack" aria-labelledby="private-handling">
      <h2 id="private-handling">Can it stay private until there is a fix?</h2>
      <Notice
        tone="note"
        says={`You said that you intend to publish${day}. The committee asks you to wait; its message is in the thread below.`}
        instead="If you decline, nobody is angry: everything is then done as soon as possible."
        clause={{ id: 'D3', href: '/policy#D3' }}
      />
      <ActForm
        {...props}
        act="answerPrivateHandling"
        button="Send my answer"
        tone="primary"
        fields={[
          {
            name: 'agreed',
            kind: 'choice',
            label: 'Your answer',
            required: true,
            options: [
              { value: 'yes', label: 'Yes, I keep it private', hint: 'With this you accept the embargo terms.' },
              { value: 'no', label: 'No, I publish before the fix' },
            ],
          },
          {
            name: 'until',
            kind: 'datetime',
            label: 'If yes: until when at most?',
            hint: 'Empty: until the embargo’s date as it stands.',
          },
          { name: 'note', kind: 'multiline', rows: 3, label: 'Anything to add?' },
        ]}
      >
        <blockquote class="prose">
          <p>
            The embargo terms: {terms} <Clause id={clause} href={`/policy#${clause}`} />
          </p>
        </blockquote>
      </ActForm>
    </section>
  )
}

function Proposal(props: ReporterActProps & { readonly until: string | undefined }) {
  return (
    <section class="stack" aria-labelledby="embargo-proposal">
      <h2 id="embargo-proposal">A date is proposed to you</h2>
      <ActForm
        {...props}
        act="answerEmbargo"
        button="Send my answer"
        tone="primary"
        fields={[
          {
            name: 'accept',
            kind: 'choice',
            label:
              props.until === undefined
                ? 'Keep it private until then?'
                : `Keep it private until ${inUtc(toInstant(props.until))}?`,
            required: true,
            options: [
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
            ],
          },
          { name: 'note', kind: 'multiline', rows: 3, label: 'Anything to add?' },
        ]}
      />
    </section>
  )
}
