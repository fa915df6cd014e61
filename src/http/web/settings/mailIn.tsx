import type { WayName } from '../../../app/index.ts'
import type { MailInState } from '../../../app/ports/index.ts'
import type { Community } from '../../../core/community/index.ts'
import { Button } from '../components/index.ts'
import { whyNot } from '../whyNot.ts'
import type { Attempt } from './attempt.ts'
import { SettingForm } from './setting-form.tsx'
import { signInFields } from './signInFields.ts'

interface Props {
  readonly community: Community
  readonly states: Readonly<Partial<Record<WayName, MailInState>>>
  readonly attempt: Attempt | undefined
}

/** How mail to the committee comes in. */
export function MailInSettings({ community, states, attempt }: Props) {
  const { mailIn, from } = community
  const { listener, mailbox } = mailIn ?? { listener: null, mailbox: null }
  const signedIn = signInFields(mailbox, { tls: 993, starttls: 143, usual: 'tls' }, 'needed for a mailbox')
  return (
    <section class="stack" aria-labelledby="mail-in">
      <h2 id="mail-in">Mail that comes in</h2>
      <p class="soft">
        {listener === null && mailbox === null ? (
          <>
            Mail comes in only where the mail server hands it to <code>tocsin ingest</code>.
          </>
        ) : (
          [
            ...(listener === null ? [] : [`Listens for this machine’s mail server: ${stand(states.listener)}`]),
            ...(mailbox === null ? [] : [`Looks into ${mailbox.user} at ${mailbox.host}: ${stand(states.mailbox)}`]),
          ].join(' ')
        )}{' '}
        {mailIn?.replies === true && 'Notices say where to answer by mail.'}
      </p>
      <SettingForm
        form="mail-in"
        action="/settings/mail-in"
        label="Say how mail comes in"
        button="Save"
        attempt={attempt}
        fields={[]}
        groups={[
          {
            legend: 'A mailbox that is looked into',
            hint: 'All you need where you have an IMAP mailbox. What is unread comes in, and is marked as read.',
            fields: [
              {
                name: 'host',
                label: 'IMAP server',
                hint: 'Empty: no mailbox is looked into.',
                value: mailbox?.host ?? '',
              },
              ...signedIn.filter(({ name }) => name !== 'security'),
              {
                name: 'port',
                label: 'Port',
                short: true,
                hint: 'Empty: 993.',
                value: mailbox === null ? '' : String(mailbox.port),
              },
              ...signedIn.filter(({ name }) => name === 'security'),
              { name: 'folder', label: 'Folder', hint: 'Empty: INBOX.', value: mailbox?.folder ?? '' },
            ],
          },
          {
            legend: 'This machine’s own mail server',
            hint: 'Where one runs beside Tocsin and hands mail over to it.',
            fields: [
              {
                name: 'protocol',
                kind: 'select',
                label: 'Listen for it',
                value: listener?.protocol ?? '',
                options: [
                  { value: '', label: 'No' },
                  { value: 'lmtp', label: 'LMTP' },
                  { value: 'smtp', label: 'SMTP' },
                ],
              },
              {
                name: 'listenPort',
                label: 'At port',
                needed: 'needed to listen',
                short: true,
                value: listener === null ? '' : String(listener.port),
              },
            ],
          },
          {
            legend: 'Answers',
            fields: [
              {
                name: 'replies',
                kind: 'checkbox',
                label: 'Answers to notices come in as mail',
                checked: mailIn?.replies ?? false,
                hint: `Only where mail to ${plussed(from)} arrives where ${from} does (“plus addressing”).`,
              },
            ],
          },
        ]}
      />
      {mailbox !== null && (
        <form method="post" action="/settings/mail-in/test">
          <Button>Look into the mailbox now</Button>
        </form>
      )}
    </section>
  )
}

function stand(state: MailInState | undefined): string {
  if (state?.ok === true) return 'open.'
  return state === undefined || state.code === 'starting'
    ? 'it opens within seconds.'
    : `not open: ${whyNot(state.code)}. It is tried again.`
}

function plussed(address: string): string {
  return address.replace('@', '+anything@')
}
