import type { KeyWarning, OwnKey } from '../../../app/index.ts'
import { grouped } from '../../../core/openpgp/index.ts'
import type { Problem } from '../../gate/index.ts'
import {
  Button,
  Buttons,
  Definitions,
  ErrorSummary,
  Field,
  Form,
  Notice,
  problemOf,
  When,
} from '../components/index.ts'
import { labelled } from '../fields.ts'
import { ProblemNotice } from '../voice.tsx'

/** What was sent and refused: shown again in its own form. */
export interface KeyAttempt {
  readonly values: Readonly<Record<string, string>>
  readonly problem: Problem
}

interface Props {
  readonly own: OwnKey
  /** The address that mail goes to. */
  readonly email: string
  /** Where its forms go: `/you`, or a reporter's link. */
  readonly at: string
  readonly attempt?: KeyAttempt | undefined
}

const labels = { openpgp: 'Your public OpenPGP key', confirm: 'Its fingerprint' }

/** Somebody's own key: which one it is, how mail goes to them, and how they change it. */
export function KeySection({ own, email, at, attempt }: Props) {
  const { key, mails, warning, offered } = own
  return (
    <section class="stack" aria-labelledby="key">
      <h2 id="key">Encrypted mail to you</h2>
      <p class="soft prose">
        {key === null
          ? 'Mail to you says only that there is something to read, and links there. If you give your OpenPGP key, it is encrypted, and says what happened.'
          : mails === 'encrypted'
            ? 'Mail to you is encrypted and signed, and says what happened.'
            : 'Mail to you says only that there is something to read, and links there. It is not encrypted.'}
      </p>
      <Warning warning={warning} />
      {key !== null && !key.addresses.includes(email) && (
        <Notice
          tone="note"
          says={`Your key does not name ${email}.`}
          instead="Mail is encrypted to it all the same. Make sure that it is the one that you meant."
        />
      )}
      {key !== null && (
        <Definitions
          label="Your key"
          items={[
            { term: 'Fingerprint', value: <code class="fingerprint">{grouped(key.fingerprint)}</code> },
            { term: 'For', value: key.addresses.length === 0 ? 'no address' : key.addresses.join(', ') },
            { term: 'Ends', value: key.expires === null ? 'never' : <When at={key.expires} only="day" /> },
          ]}
        />
      )}
      {offered !== null && <Offered offered={offered} at={at} />}
      {key !== null && <Way mails={mails} at={at} />}
      <Give own={own} at={at} attempt={attempt} />
      {key !== null && (
        <Form action={`${at}/key/none`} label="No key any more">
          <Button tone="quiet">Take my key away: no encrypted mail any more</Button>
        </Form>
      )}
    </section>
  )
}

function Warning({ warning }: { readonly warning: KeyWarning | null }) {
  if (warning === null) return <></>
  const instead =
    warning.kind === 'ends'
      ? 'Renew it in your own program, and give it here again.'
      : 'Give the key that you use now, below.'
  return <Notice tone="warning" says={saysOf(warning)} instead={instead} />
}

function saysOf(warning: KeyWarning): string {
  switch (warning.kind) {
    case 'unreadable':
      return 'What is kept as your key is none. Nothing can be encrypted to you.'
    case 'expired':
      return 'Your key has expired. Nothing is encrypted to it, and links of yours are not mailed.'
    case 'revoked':
      return 'Your key was revoked. Nothing is encrypted to it, and links of yours are not mailed.'
    case 'cannot_encrypt':
      return 'Your key has no part to encrypt to. Links of yours are not mailed.'
    case 'ends':
      return warning.days <= 0 ? 'Your key ends today.' : `Your key ends in ${warning.days} days.`
  }
}

function Offered({ offered, at }: { readonly offered: NonNullable<OwnKey['offered']>; readonly at: string }) {
  return (
    <>
      <Notice
        tone="warning"
        says="A mail that says it is from you came with this key. Nothing is encrypted to it before you say that it is yours."
        instead="Compare this fingerprint with the one in your own program, to the last digit."
      />
      <p>
        <code class="fingerprint">{grouped(offered.fingerprint)}</code>
      </p>
      <Buttons>
        <Form action={`${at}/key/offered`} label="Take this key" hidden={{ confirm: offered.fingerprint }}>
          <Button>It is mine: use it from now on</Button>
        </Form>
        <Form action={`${at}/key/offered`} label="Decline this key" hidden={{ confirm: '' }}>
          <Button tone="quiet">It is not mine</Button>
        </Form>
      </Buttons>
    </>
  )
}

function Way({ mails, at }: Pick<OwnKey, 'mails'> & { readonly at: string }) {
  return (
    <Form action={`${at}/mails`} label="How mail goes to you">
      <Field
        name="mails"
        kind="choice"
        label="Mail to you"
        required
        value={mails}
        options={[
          { value: 'encrypted', label: 'Always encrypted', hint: 'It says what happened, for your eyes only.' },
          { value: 'links', label: 'Links only', hint: 'Not encrypted; it says nothing of the case.' },
        ]}
      />
      <Button>Save</Button>
    </Form>
  )
}

function Give({ own: { key }, at, attempt }: Omit<Props, 'email'>) {
  const wrong = attempt?.problem.fields ?? []
  const confirming = attempt?.problem.code === 'confirm_key'
  const title = key === null ? 'Give your key' : 'Change your key'
  return (
    <details class="folded" open={attempt !== undefined}>
      <summary>{title}</summary>
      <Form action={`${at}/key`} label={title}>
        <ErrorSummary problems={labelled(wrong, labels)} />
        {attempt !== undefined && wrong.length === 0 && <ProblemNotice problem={attempt.problem} />}
        <Field
          name="openpgp"
          kind="multiline"
          mono
          rows={6}
          label={labels.openpgp}
          required
          hint="Export it with: gpg --armor --export, and your address."
          value={attempt?.values['openpgp'] ?? ''}
          error={problemOf(wrong, 'openpgp')}
        />
        {confirming && (
          <Field
            name="confirm"
            label={labels.confirm}
            required
            long
            hint="As your own program shows it: so it is your key that takes the place of the one above."
            value=""
          />
        )}
        <Button>{confirming ? 'Yes, use this key' : 'Save'}</Button>
      </Form>
    </details>
  )
}
