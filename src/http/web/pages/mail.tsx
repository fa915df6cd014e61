import {
  heldBytes,
  heldMail,
  heldMails,
  heldWhy,
  settleHeld,
  type HeldMails,
  type HeldView,
} from '../../../app/index.ts'
import { isRefused } from '../../../core/kernel/index.ts'
import { formOf, problemOf, type AskedByPerson, type Problem, type Route } from '../../gate/index.ts'
import {
  Button,
  Buttons,
  Definitions,
  Empty,
  ErrorSummary,
  Field,
  Form,
  Pager,
  Table,
  Tabs,
  When,
  type Option,
} from '../components/index.ts'
import { labelled, textsOf } from '../fields.ts'
import { leaveFlash } from '../flash.ts'
import { workroomFrame } from '../frame.tsx'
import { knownCases } from '../knownCases.ts'
import { PageHead, Workroom } from '../shell/index.ts'
import { ProblemNotice, sayProblem } from '../voice.tsx'
import { askMany, settleThem } from './mailMany.tsx'

export const mailRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/mail', act: 'settleMail', handle: showHeld },
  { scope: 'person', method: 'get', path: '/mail/settle', act: 'settleMail', handle: (asked) => askMany(asked) },
  { scope: 'person', method: 'post', path: '/mail/settle', act: 'settleMail', handle: settleThem },
  { scope: 'person', method: 'get', path: '/mail/:letter', act: 'settleMail', handle: (asked) => showOne(asked) },
  { scope: 'person', method: 'get', path: '/mail/:letter/message.eml', act: 'settleMail', handle: handOver },
  { scope: 'person', method: 'post', path: '/mail/:letter', act: 'settleMail', handle: settle },
]

async function showHeld(asked: AskedByPerson) {
  const { c, world, person } = asked
  const aside = c.req.query('show') === 'aside'
  const after = c.req.query('after')
  const held = await heldMails(world, person.id, { aside, ...(after === undefined ? {} : { after }) })
  if (isRefused(held)) return sayProblem(asked, problemOrFault(held))
  const base = aside ? '/mail?show=aside' : '/mail'
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="Held mail" current="mail">
      <PageHead
        title="Held mail"
        lead="Mail that came in and is no report and no answer by itself. Nobody was answered; nothing goes before a member says so."
      />
      <div class="stack">
        <Tabs
          label="Held mail"
          items={[
            { label: 'Waiting', href: '/mail', current: !aside, count: held.held },
            { label: 'Set aside', href: '/mail?show=aside', current: aside, count: held.aside },
          ]}
        />
        <HeldTable held={held} />
        {held.next !== null && (
          <Pager
            newer={after === undefined ? undefined : base}
            older={`${base}${aside ? '&' : '?'}after=${encodeURIComponent(held.next)}`}
            words={{ newer: 'From the beginning', older: 'Next' }}
          />
        )}
      </div>
    </Workroom>,
  )
}

function HeldTable({ held }: { readonly held: HeldMails }) {
  const { mails } = held
  const table = (
    <Table
      id="held"
      caption="Held mail, the oldest first"
      columns={[
        { label: 'Subject', head: true },
        { label: 'From' },
        { label: 'Came in' },
        { label: 'Why it is held' },
        { label: 'Choose' },
      ]}
      rows={mails.map(({ letter, at, why, from, subject }) => [
        <a href={`/mail/${letter}`}>
          <bdi>{subject === '' ? 'No subject' : subject}</bdi>
        </a>,
        <bdi>{from === '' ? 'unknown' : from}</bdi>,
        <When at={at} />,
        heldWhy[why],
        <label class="choose">
          <input
            type="checkbox"
            name="mail"
            value={letter}
            aria-label={`Choose ${subject === '' ? 'the one without a subject' : subject}`}
          />
        </label>,
      ])}
      empty={<Empty title="Nothing is held" says="What cannot be placed by itself waits here for a member." />}
    />
  )
  if (mails.length === 0) return table
  const all = mails.map(({ letter }) => `mail=${letter}`).join('&')
  return (
    <Form action="/mail/settle" method="get" label="Decide on several at once">
      {table}
      <Buttons>
        <Button>Decide on the chosen</Button>
        <Button href={`/mail/settle?${all}`}>
          {mails.length === 1 ? 'Decide on this one' : `Decide on all ${mails.length} of this page`}
        </Button>
      </Buttons>
    </Form>
  )
}

async function showOne(asked: AskedByPerson, problem?: Problem, values: Readonly<Record<string, string>> = {}) {
  const { c, world, person } = asked
  const mail = await heldMail(world, person.id, c.req.param('letter') ?? '')
  if (isRefused(mail)) return sayProblem(asked, problemOrFault(mail))
  const title = mail.subject === '' ? 'A held mail' : mail.subject
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="A held mail" current="mail">
      <PageHead title={title} lead={heldWhy[mail.why]} />
      <div class="stack stack-loose">
        {problem !== undefined && (problem.fields ?? []).length === 0 && <ProblemNotice problem={problem} />}
        <Said mail={mail} />
        <Settling mail={mail} problem={problem} values={values} cases={await knownCases(world, person.id)} />
      </div>
    </Workroom>,
    problem?.status ?? 200,
  )
}

function Said({ mail }: { readonly mail: HeldView }) {
  const { letter, at, from, size, text, quoted, files, layers } = mail
  return (
    <section class="stack" aria-labelledby="said">
      <h2 id="said">What it says</h2>
      <Definitions
        items={[
          { term: 'From', value: <bdi>{from === '' ? 'unknown' : from}</bdi> },
          { term: 'Came in', value: <When at={at} /> },
          {
            term: 'As it came',
            value: (
              <a href={`/mail/${letter}/message.eml`} download>
                message.eml, {inWords(size)}
              </a>
            ),
          },
          ...(files.length === 0
            ? []
            : [{ term: 'Files in it', value: files.map((one) => `${one.name} (${inWords(one.size)})`).join(', ') }]),
        ]}
      />
      {layers.map((one) => (
        <p class="soft">{one}</p>
      ))}
      {text === '' ? <p class="soft">It has no text that can be shown.</p> : <pre class="mail-text">{text}</pre>}
      {quoted !== '' && (
        <details class="folded">
          <summary>Quoted below it</summary>
          <pre class="mail-text">{quoted}</pre>
        </details>
      )}
    </section>
  )
}

interface SettlingProps {
  readonly mail: HeldView
  readonly problem: Problem | undefined
  readonly values: Readonly<Record<string, string>>
  readonly cases: readonly Option[]
}

/** What can become of it, each one act. */
function Settling({ mail, problem, values, cases }: SettlingProps) {
  const action = `/mail/${mail.letter}`
  const wrong = problem?.fields ?? []
  return (
    <section class="stack" aria-labelledby="settling">
      <h2 id="settling">What becomes of it?</h2>
      <Form action={action} label="Put it into a case" hidden={{ as: 'post' }}>
        <ErrorSummary problems={labelled(wrong, { case: 'Into the case' })} />
        <Field
          name="case"
          label="Into the case"
          value={values['case'] ?? mail.answers ?? ''}
          placeholder="c-0123456789ab"
          suggest={cases}
          required
          hint="Choose one by its title, or type an id. It becomes a message of yours that says who wrote it, with the mail and its files beside it."
          error={wrong.find(({ field }) => field === 'case')?.says}
        />
        <Field
          name="room"
          kind="choice"
          label="Who reads it there"
          required
          value={values['room'] ?? 'team'}
          options={[
            { value: 'team', label: 'Committee and fix team only' },
            { value: 'everyone', label: 'Everyone on the case, the reporter too' },
          ]}
        />
        <Button tone="primary">Put it there</Button>
      </Form>
      <form method="post" action={action} class="stack">
        <input type="hidden" name="as" value="report" />
        <p class="soft">Or a case of its own: its clocks begin when the mail came in, and its sender gets a link.</p>
        <Button>Make it a report</Button>
      </form>
      {!mail.aside && (
        <form method="post" action={action} class="stack">
          <input type="hidden" name="as" value="aside" />
          <p class="soft">Or nothing for now: it is kept among what was set aside, and nobody is asked again.</p>
          <Button>Set it aside</Button>
        </form>
      )}
      <details class="folded">
        <summary>Erase it for good</summary>
        <form method="post" action={action} class="stack">
          <input type="hidden" name="as" value="erased" />
          <p>Nothing of it can be read again, by anybody. That a mail was erased, by whom and when, stays on record.</p>
          <Button tone="grave">Erase this mail</Button>
        </form>
      </details>
    </section>
  )
}

async function settle(asked: AskedByPerson) {
  const { c, world, person } = asked
  const values = textsOf(await formOf(c))
  const done = await settleHeld(world, person.id, c.req.param('letter') ?? '', values)
  const problem = problemOf(done)
  if (problem !== undefined) return showOne(asked, problem, values)
  leaveFlash(c, 'mail-settled')
  const to = 'done' in done && done.case !== null ? `/cases/${done.case}` : '/mail'
  return c.redirect(to, 303)
}

/** To be kept, never shown: it is a stranger’s, as it came. */
async function handOver(asked: AskedByPerson) {
  const { c, world, person } = asked
  const bytes = await heldBytes(world, person.id, c.req.param('letter') ?? '')
  if (isRefused(bytes)) return sayProblem(asked, problemOrFault(bytes))
  return c.body(Uint8Array.from(bytes), 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="message.eml"',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  })
}

function problemOrFault(answer: unknown): Problem {
  const problem = problemOf(answer)
  if (problem === undefined) throw new TypeError('a refusal without a problem')
  return problem
}

function inWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
