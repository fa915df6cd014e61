import type { WayName } from '../../../app/index.ts'
import type { MailInState } from '../../../app/ports/index.ts'
import type { Community } from '../../../core/community/index.ts'
import { Button } from '../components/index.ts'
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
        fields={[
          {
            name: 'replies',
            kind: 'checkbox',
            label: 'Answers to notices come in as mail',
            checked: mailIn?.replies ?? false,
            hint: `Only where mail to ${plussed(from)} arrives where ${from} does (“plus addressing”).`,
          },
          {
            name: 'protocol',
            kind: 'select',
            label: 'Listen for this machine’s mail server',
            value: listener?.protocol ?? '',
            options: [
              { value: '', label: 'No' },
              { value: 'lmtp', label: 'LMTP' },
              { value: 'smtp', label: 'SMTP' },
            ],
          },
          { name: 'listenPort', label: 'At port', short: true, value: listener === null ? '' : String(listener.port) },
          {
            name: 'host',
            label: 'Look into the mailbox at',
            hint: 'An IMAP server. What is unread comes in, and is marked as read. Empty: none.',
            value: mailbox?.host ?? '',
          },
          {
            name: 'port',
            label: 'Port',
            short: true,
            hint: 'Empty: 993.',
            value: mailbox === null ? '' : String(mailbox.port),
          },
          ...signInFields(mailbox, { tls: 993, starttls: 143, usual: 'tls' }),
          { name: 'folder', label: 'Folder', hint: 'Empty: INBOX.', value: mailbox?.folder ?? '' },
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
  if (state === undefined) return 'it opens within seconds.'
  return state.ok ? 'open.' : `not open (${state.code}).`
}

function plussed(address: string): string {
  return address.replace('@', '+anything@')
}
