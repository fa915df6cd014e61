import type { Child } from 'hono/jsx'
import type { ShownChannel } from '../../../app/index.ts'
import { channelFields, channelKinds, mostChannels } from '../../../core/community/index.ts'
import { urgentNews } from '../../../core/process/index.ts'
import {
  Badge,
  Button,
  Clause,
  Code,
  ErrorSummary,
  Field,
  Form,
  Notice,
  problemOf,
  Table,
  When,
} from '../components/index.ts'
import { labelled } from '../fields.ts'
import { ProblemNotice } from '../voice.tsx'
import { whyNot } from '../whyNot.ts'
import { kindWords } from './alertWords.ts'
import type { Attempt } from './attempt.ts'

interface Props {
  readonly channels: readonly ShownChannel[]
  readonly attempt: Attempt | undefined
}

/** Where somebody's alerts go besides their mail. */
export function AlertSection({ channels, attempt }: Props) {
  return (
    <section class="stack" aria-labelledby="alerts">
      <h2 id="alerts">Alerts</h2>
      <p class="soft prose">
        What cannot wait reaches you by mail, and by every channel that you add here. An alert says what kind of news it
        is, the case’s id, and where to read it: nothing else of the case.
      </p>
      <details class="folded">
        <summary>What cannot wait</summary>
        <ul>
          {Object.values(urgentNews).map(({ clause, says }) => (
            <li>
              {says} <Clause id={clause} />
            </li>
          ))}
        </ul>
      </details>
      <Table
        caption="Your alert channels"
        columns={[{ label: 'Where', head: true }, { label: 'Tells of' }, { label: 'Standing' }, { label: 'Action' }]}
        rows={channels.map(rowOf)}
        empty={<p>None yet: alerts reach you by mail alone.</p>}
      />
      {channels.length < mostChannels ? (
        <Add attempt={attempt} />
      ) : (
        <p class="soft">There can be no more than {mostChannels}. Remove one to add another.</p>
      )}
    </section>
  )
}

/** What a webhook that was just added signs with. */
export function NewSecret({ secret }: { readonly secret: string }) {
  return (
    <div class="stack">
      <Notice
        tone="note"
        says="The alert channel is added. Copy its secret now: it is shown this once."
        instead="Your program checks the signature of each alert with it. If it gets lost, remove the channel and add it again."
      />
      <Code label="The new channel’s secret" wraps>
        {secret}
      </Code>
    </div>
  )
}

function rowOf(channel: ShownChannel): readonly Child[] {
  const { id, kind, label, shown, tells, confirmed } = channel
  const name = label === '' ? shown : label
  const at = `/you/alerts/${id}`
  return [
    <>
      {name}
      <br />
      <span class="soft small">
        {kindWords[kind].label}
        {label !== '' && `: ${shown}`}
      </span>
    </>,
    <Form action={`${at}/news`} label={`What ${name} tells of`} hidden={{ tells: tells === 'all' ? 'urgent' : 'all' }}>
      {tells === 'all' ? 'all that you get by mail' : 'what cannot wait'}{' '}
      <Button tone="quiet">{tells === 'all' ? 'Only what cannot wait' : 'Tell me everything'}</Button>
    </Form>,
    <Standing channel={channel} />,
    <div class="buttons">
      <form method="post" action={confirmed ? `${at}/test` : `${at}/again`}>
        <Button label={`${confirmed ? 'Send a test' : 'Send the link again'}: ${name}`}>
          {confirmed ? 'Send a test' : 'Send the link again'}
        </Button>
      </form>
      <form method="post" action={`${at}/remove`}>
        <Button tone="quiet" label={`Remove ${name}`}>
          Remove
        </Button>
      </form>
    </div>,
  ]
}

function Standing({ channel: { confirmed, failing } }: { readonly channel: ShownChannel }) {
  if (!confirmed) {
    return (
      <>
        <Badge>Not confirmed</Badge> <span class="soft small">open the link in the mail that went there</span>
      </>
    )
  }
  if (failing === null) return <>ready</>
  return (
    <>
      <Badge tone="late">Alerts do not arrive</Badge>{' '}
      <span class="soft small">
        {whyNot(failing.code)}, since <When at={failing.since} />
      </span>
    </>
  )
}

const labels = Object.fromEntries(
  Object.entries(channelFields.shape).map(([name, field]) => [name, field.meta()?.title ?? name]),
)

function Add({ attempt }: Pick<Props, 'attempt'>) {
  const wrong = attempt?.problem.fields ?? []
  const said = (name: string) => problemOf(wrong, name)
  const { kind = '', to = '', label = '', tells = 'urgent' } = attempt?.values ?? {}
  return (
    <details class="folded" open={attempt !== undefined}>
      <summary>Add a channel</summary>
      <Form action="/you/alerts" label="Add a channel">
        <ErrorSummary problems={labelled(wrong, labels)} />
        {attempt !== undefined && wrong.length === 0 && <ProblemNotice problem={attempt.problem} />}
        <Field
          name="kind"
          kind="choice"
          label="What it is"
          required
          value={kind}
          options={channelKinds.map((value) => ({ value, ...kindWords[value] }))}
          error={said('kind')}
        />
        <Field
          name="to"
          label="Where"
          required
          long
          autocomplete="off"
          hint="The mail address, or the web address that you were given. A web address is kept sealed, as whoever has it can write there, and is not shown again."
          value={to}
          error={said('to')}
        />
        <Field
          name="label"
          label="What you call it"
          maxlength={60}
          hint="Such as: my phone."
          value={label}
          error={said('label')}
        />
        <Field
          name="tells"
          kind="choice"
          label="What it tells of"
          required
          value={tells}
          options={[
            { value: 'urgent', label: 'What cannot wait' },
            { value: 'all', label: 'All that I get by mail about cases and the committee' },
          ]}
          error={said('tells')}
        />
        <Button>Add it</Button>
      </Form>
    </details>
  )
}
