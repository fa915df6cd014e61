import { joined } from '../../../core/policy/index.ts'
import { Button, Field, Fieldset, Form, problemOf, type Problem } from '../components/index.ts'
import type { PolicyFile } from './policies.ts'

export type Values = Readonly<Record<string, string>>

export const setUpLabels: Readonly<Record<string, string>> = {
  name: 'Name of the community',
  address: 'Web address of this installation',
  from: 'The committee’s mail address',
  announceTo: 'Announcements go to',
  ownName: 'Your name',
  ownEmail: 'Your e-mail',
  ownAffiliation: 'Your affiliation',
  members: 'Members',
  policy: 'Policy',
  policyText: 'Your policy',
  projects: 'Projects',
  host: 'Server',
  port: 'Port',
  security: 'Encryption',
  user: 'User',
  password: 'Password',
}

export interface SetUpFormProps {
  readonly values: Values
  readonly problems: readonly Problem[]
  readonly policies: readonly PolicyFile[]
}

export function SetUpForm({ values, problems, policies }: SetUpFormProps) {
  const of = (name: string) => ({
    name,
    label: setUpLabels[name] ?? name,
    value: values[name],
    error: problemOf(problems, name),
  })
  return (
    <Form action="/set-up" label="Set-up" draft="set-up">
      <Fieldset legend="1. The community">
        <Field {...of('name')} required hint="As it calls itself: sigstore, for example." />
        <Field
          {...of('address')}
          kind="url"
          required
          hint="Where people reach it; links in mails begin with it. With an address of this very machine it is for trying things out, and a mailbox page shows every mail. With any other it is in production, without that page."
        />
        <Field {...of('from')} kind="email" required hint="Published for reports by mail; notices come from it." />
      </Fieldset>
      <Fieldset legend="2. You">
        <Field {...of('ownName')} required autocomplete="name" />
        <Field {...of('ownEmail')} kind="email" required autocomplete="email" hint="Your sign-in links go there." />
        <Field {...of('ownAffiliation')} autocomplete="organization" hint="Employer or vendor, if any (C6)." />
        <Field
          name="seated"
          kind="checkbox"
          label="I am a member of the committee"
          hint="Otherwise you administer this installation and see no case."
          checked={values['seated'] !== undefined}
        />
      </Fieldset>
      <Fieldset legend="3. The committee and its policy">
        <Field
          {...of('members')}
          kind="multiline"
          mono
          rows={4}
          label="Its other members"
          hint="One per line: Ada Anchor <ada@example.org> Harbour Works. Two to four people in all are a good start (C4)."
        />
        <Field
          name="policy"
          kind="choice"
          label="Policy"
          required
          hint="Those that come along are other communities’ own. To name your own list and chats, copy one, change it, and paste it below; or let the committee change it later."
          value={values['policy']}
          options={[
            ...policies.map((one) => ({ value: one.id, label: one.name, hint: saidOf(one) })),
            { value: 'own', label: 'Our own', hint: 'Paste it below.' },
          ]}
        />
        <Field
          {...of('policyText')}
          kind="multiline"
          mono
          rows={values['policy'] === 'own' ? 16 : 3}
          hint="A policy file (YAML). Mistakes are shown with line and column; nothing is lost."
        />
        <Field
          {...of('announceTo')}
          kind="email"
          hint="A mailing list. Empty: the one that the policy names, which is real and public. To try things out, give an address of your own."
        />
      </Fieldset>
      <Fieldset legend="4. Projects">
        <Field
          {...of('projects')}
          kind="multiline"
          mono
          rows={3}
          hint="What you look after, one per line: a name, and the repository’s address if you like."
        />
      </Fieldset>
      <Fieldset
        legend="5. Mail"
        hint="Without a server no mail leaves. While you try things out, the mailbox page shows it; in production nobody can be invited or told."
      >
        <Field {...of('host')} placeholder="smtp.example.org" />
        <Field {...of('port')} kind="number" short hint="Empty: 587." />
        <Field
          {...of('security')}
          kind="select"
          options={[
            { value: 'starttls', label: 'STARTTLS (usual on 587)' },
            { value: 'tls', label: 'TLS from the first byte (usual on 465)' },
            { value: 'none', label: 'None (this machine only)' },
          ]}
        />
        <Field {...of('user')} autocomplete="off" />
        <Field {...of('password')} kind="password" autocomplete="new-password" />
      </Fieldset>
      <Button tone="primary">Set it up</Button>
    </Form>
  )
}

/** Whose lists and chats those are, one sees by their names. */
function saidOf({ list, chats }: PolicyFile): string {
  const posts = chats.length === 0 ? '' : `, and has the link posted at ${joined(chats)}`
  return `It announces to ${list}${posts}.`
}
