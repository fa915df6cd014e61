import { engineerFields } from '../../../app/index.ts'
import { invitedBy } from '../../../core/process/index.ts'
import { Button, Buttons, Field, Form } from '../components/index.ts'
import { Complaint } from './attempt.tsx'
import { carried } from './doPage.tsx'
import { formFieldsOf } from './formOf.ts'
import { idOf, typed, wrong, type Seen } from './seen.ts'

/** F1, F2: by address, known here or new. */
export function Invite({ seen }: { seen: Seen }) {
  const { invite } = seen.view.policy.fixTeam
  const asked = formFieldsOf(engineerFields).filter(
    ({ name }) => invite.outsiders === 'after-approval' || !Object.hasOwn(invitedBy, name),
  )
  const kinds = { name: 'text', email: 'email', affiliation: 'text', why: 'multiline', approved: 'multiline' } as const
  return (
    <section class="stack" aria-labelledby="invite">
      <h2 id="invite">Invite an engineer</h2>
      <p class="soft">
        They get a mail without a word about the vulnerability, and see nothing before they accept the embargo terms.
      </p>
      <Complaint seen={seen} act="inviteToFixTeam" />
      <Form
        action={`/cases/${seen.view.case.id}/people/invite`}
        hidden={carried(seen)}
        draft="invite"
        label="Invite an engineer"
      >
        {asked.map(({ name, label, hint, required }) => (
          <Field
            id={idOf('inviteToFixTeam', name)}
            name={name}
            label={label}
            kind={kinds[name as keyof typeof kinds] ?? 'text'}
            required={required}
            {...(hint === undefined ? {} : { hint })}
            {...(kinds[name as keyof typeof kinds] === 'multiline' ? { rows: 3 } : {})}
            value={typed(seen, 'inviteToFixTeam', name)}
            error={wrong(seen, 'inviteToFixTeam', name)}
          />
        ))}
        <Buttons>
          <Button tone="primary">Invite</Button>
        </Buttons>
      </Form>
    </section>
  )
}
