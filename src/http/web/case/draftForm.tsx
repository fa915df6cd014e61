import type { ListMail } from '../../../core/process/index.ts'
import { Button, Buttons, Field, Form } from '../components/index.ts'
import { Complaint } from './attempt.tsx'
import { carried } from './doPage.tsx'
import { idOf, typed, wrong, type Seen } from './seen.ts'

export interface DraftFormProps {
  readonly seen: Seen
  readonly act: 'draftAnnouncement' | 'draftRetrospective'
  readonly mail: ListMail | null
  /** What writes the first draft: `the template`. */
  readonly from: string
}

/** A mail's subject and text; what was written from an older draft is not saved over a newer one unseen. */
export function DraftForm({ seen, act, mail, from }: DraftFormProps) {
  const action = `/cases/${seen.view.case.id}/do/${act}`
  const drafts = String(mail?.drafts ?? 0)
  const overtaken = seen.attempt?.act === act && seen.attempt.problem?.code === 'stale_draft'
  return (
    <section class="stack" aria-labelledby="draft">
      <h2 id="draft">{mail === null ? 'Draft' : `Edit draft ${drafts}`}</h2>
      <Complaint seen={seen} act={act} />
      {overtaken && mail !== null && (
        <details class="case-more" open>
          <summary>Draft {drafts}, as it was saved meanwhile</summary>
          <pre class="case-mail">{`${mail.subject}\n\n${mail.body}`}</pre>
        </details>
      )}
      <Form action={action} hidden={{ basedOn: drafts, ...carried(seen) }}>
        <Buttons>
          <Button tone={mail === null ? 'primary' : 'plain'}>
            {mail === null ? `Write it from ${from}` : `Write it anew from ${from}`}
          </Button>
        </Buttons>
        {mail !== null && <p class="hint">Your own wording is replaced by a new draft; the old one stays on record.</p>}
      </Form>
      {(mail !== null || seen.attempt?.act === act) && (
        <Form
          action={action}
          hidden={{ basedOn: drafts, ...carried(seen) }}
          draft={`${act}-${drafts}`}
          label="Your own wording"
        >
          <Field
            id={idOf(act, 'subject')}
            name="subject"
            label="Subject"
            required
            value={typed(seen, act, 'subject') ?? mail?.subject}
            error={wrong(seen, act, 'subject')}
          />
          <Field
            id={idOf(act, 'body')}
            name="body"
            kind="multiline"
            mono
            rows={24}
            label="Text"
            required
            value={typed(seen, act, 'body') ?? mail?.body}
            error={wrong(seen, act, 'body')}
          />
          <Buttons>
            <Button tone="primary">Save the draft</Button>
          </Buttons>
        </Form>
      )}
    </section>
  )
}
