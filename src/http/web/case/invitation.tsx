import type { Seen } from './seen.ts'
import { caseActs } from '../../../core/process/index.ts'
import { Button, Buttons, Field, Form } from '../components/index.ts'
import { PageHead } from '../shell/index.ts'
import { Complaint } from './attempt.tsx'
import { idOf, may, typed, wrong } from './seen.ts'
import { Written } from './text.tsx'

/** F2: whoever is invited sees the terms and nothing of the case before they accept. */
export function Invitation({ seen }: { readonly seen: Seen }) {
  const { case: c, policy, community } = seen.view
  const known = may(seen, 'readCase')
    ? 'You see it already as a member of the committee; on the fix team you help to write the fix, too.'
    : 'What it is about is shown once you have accepted the terms.'
  return (
    <>
      <PageHead
        title="You are invited to a fix team"
        lead={`${community.name}’s security committee asks for your help with one vulnerability. ${known}`}
      />
      <div class="stack stack-loose case-do">
        <section class="stack" aria-labelledby="terms">
          <h2 id="terms">The embargo terms</h2>
          <blockquote class="case-terms">
            <Written>{policy.disclosure.embargo.terms}</Written>
          </blockquote>
        </section>
        <section class="stack" aria-labelledby="accept">
          <h2 id="accept">Accept and join</h2>
          <Complaint seen={seen} act="acceptInvitation" />
          <Form action={`/cases/${c.id}/do/acceptInvitation`}>
            <Field
              id={idOf('acceptInvitation', 'terms')}
              name="terms"
              kind="checkbox"
              label="I accept the embargo terms"
              required
              error={wrong(seen, 'acceptInvitation', 'terms')}
            />
            <Buttons>
              <Button tone="primary">{caseActs.acceptInvitation.title}</Button>
            </Buttons>
          </Form>
        </section>
        <section class="stack" aria-labelledby="decline">
          <h2 id="decline">Or decline</h2>
          <Complaint seen={seen} act="declineInvitation" />
          <Form action={`/cases/${c.id}/do/declineInvitation`}>
            <Field
              id={idOf('declineInvitation', 'reason')}
              name="reason"
              kind="multiline"
              rows={2}
              label="Reason"
              hint="You need not give one"
              value={typed(seen, 'declineInvitation', 'reason')}
              error={wrong(seen, 'declineInvitation', 'reason')}
            />
            <Buttons>
              <Button>{caseActs.declineInvitation.title}</Button>
            </Buttons>
          </Form>
        </section>
      </div>
    </>
  )
}
