import type { Child } from 'hono/jsx'
import {
  addressOfLink,
  changeOwn,
  channelsOf,
  confirmAddress,
  ownKey,
  ownAddressFields,
  ownFields,
  requestAddress,
} from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import {
  formOf,
  problemOf,
  problems,
  type Asked,
  type AskedByPerson,
  type Limit,
  type Problem,
  type Route,
} from '../../gate/index.ts'
import { Button, Definitions, ErrorSummary, Field, Form, Notice, problemOf as problemAt } from '../components/index.ts'
import { labelled, textsOf } from '../fields.ts'
import { keyForms, keySaid, KeySection, sentKeyForm, type KeyAttempt, type KeyForm } from '../key/index.ts'
import { leaveFlash } from '../flash.ts'
import { publicFrame, workroomFrame } from '../frame.tsx'
import { PageHead, PublicPage, Workroom } from '../shell/index.ts'
import { ProblemNotice, sayProblem } from '../voice.tsx'
import { AlertSection, NewSecret } from './alertSection.tsx'
import type { Attempt } from './attempt.ts'

/** Each one is a mail to an address that is not known to be theirs. */
const mailLimits: readonly Limit[] = [
  { by: 'network', most: 10, minutes: 60 },
  { by: 'address', most: 3, minutes: 60 },
]

export const youRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/you', act: 'ownSession', handle: (asked) => showYou(asked) },
  { scope: 'person', method: 'post', path: '/you', act: 'ownSession', handle: takeOwn },
  ...keyForms.map((form): Route => {
    const handle = (asked: AskedByPerson) => takeKey(asked, form)
    return { scope: 'person', method: 'post', path: `/you/${form}`, act: 'ownSession', handle }
  }),
  { scope: 'person', method: 'post', path: '/you/address', act: 'ownSession', limits: mailLimits, handle: askAddress },
  { scope: 'person', method: 'get', path: '/address/:secret', act: 'ownSession', handle: showLink },
  { scope: 'person', method: 'post', path: '/address/:secret', act: 'ownSession', handle: useLink },
]

/** An account is its owner's, in a browser: a token is lent for work, and must not outlive its day as an address. */
export const byToken = ({ caller }: AskedByPerson) => caller.session === null

async function takeOwn(asked: AskedByPerson) {
  if (byToken(asked)) return sayProblem(asked, problems.forbidden)
  const values = textsOf(await formOf(asked.c))
  const problem = problemOf(await changeOwn(asked.world, asked.person.id, values))
  if (problem !== undefined) return showYou(asked, { attempt: { form: 'own', values, problem } }, problem.status)
  leaveFlash(asked.c, 'own-saved')
  return asked.c.redirect('/you', 303)
}

async function takeKey(asked: AskedByPerson, form: KeyForm) {
  if (byToken(asked)) return sayProblem(asked, problems.forbidden)
  const values = textsOf(await formOf(asked.c))
  const problem = problemOf(await sentKeyForm(asked.world, asked.person.id, form, values))
  if (problem !== undefined) return showYou(asked, { keyAttempt: { values, problem } }, problem.status)
  leaveFlash(asked.c, keySaid[form])
  return asked.c.redirect('/you', 303)
}

async function askAddress(asked: AskedByPerson) {
  if (byToken(asked)) return sayProblem(asked, problems.forbidden)
  const values = textsOf(await formOf(asked.c))
  const problem = problemOf(await requestAddress(asked.world, asked.person.id, values))
  if (problem !== undefined) return showYou(asked, { attempt: { form: 'address', values, problem } }, problem.status)
  leaveFlash(asked.c, 'address-asked')
  return asked.c.redirect('/you', 303)
}

interface Shown {
  readonly attempt?: Attempt
  readonly keyAttempt?: KeyAttempt
  /** Of a channel that was just added; shown this once. */
  readonly secret?: string
  /** What came of a test alert. */
  readonly notice?: Child
}

/** What is known of the one who reads it, and how they change it. */
export async function showYou(asked: AskedByPerson, shown: Shown = {}, status: Problem['status'] | 200 = 200) {
  const { c, person, world, caller } = asked
  const { attempt, keyAttempt, secret, notice } = shown
  const channels = await channelsOf(world, person.id)
  const own = attempt?.form === 'own' ? attempt : undefined
  const address = attempt?.form === 'address' ? attempt : undefined
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="You" current="settings">
      <PageHead
        title="You"
        lead="What is known of you here. Whoever works with you on a case sees your name and affiliation."
      />
      <div class="stack stack-loose">
        {notice}
        {secret !== undefined && <NewSecret secret={secret} />}
        <section class="stack" aria-labelledby="own">
          <h2 id="own">Name</h2>
          <Form action="/you" label="Name">
            <Wrong attempt={own} labels={labelsOf(ownFields.shape)} />
            <Field
              name="name"
              label="Name"
              required
              autocomplete="name"
              value={own?.values['name'] ?? person.name}
              error={problemAt(own?.problem.fields ?? [], 'name')}
            />
            <Button tone="primary">Save</Button>
          </Form>
        </section>
        <KeySection own={await ownKey(world, person)} email={person.email} at="/you" attempt={keyAttempt} />
        <section class="stack" aria-labelledby="address">
          <h2 id="address">Address</h2>
          <Definitions
            label="Address"
            items={[{ term: 'E-mail', value: person.email === '' ? 'none' : person.email }]}
          />
          <Form action="/you/address" label="Another address">
            <Wrong attempt={address} labels={labelsOf(ownAddressFields.shape)} />
            <Field
              name="email"
              kind="email"
              label="Another address"
              required
              autocomplete="email"
              hint="A mail goes there first. The address counts once you have opened the mail’s link; until then nothing changes."
              value={address?.values['email']}
              error={problemAt(address?.problem.fields ?? [], 'email')}
            />
            <Button>Send the mail</Button>
          </Form>
        </section>
        {(channels.length > 0 || can(caller.roles, 'chooseAlerts')) && (
          <AlertSection channels={channels} attempt={attempt?.form === 'alerts' ? attempt : undefined} />
        )}
        <section class="stack" aria-labelledby="affiliation">
          <h2 id="affiliation">Affiliation</h2>
          <p>{person.affiliation === '' ? 'None.' : person.affiliation}</p>
          <p class="soft prose">
            It counts in the committee’s vendor balance (C6); whoever administers this installation changes it.
          </p>
        </section>
      </div>
    </Workroom>,
    status,
  )
}

function Wrong({ attempt, labels }: { attempt: Attempt | undefined; labels: Readonly<Record<string, string>> }) {
  if (attempt === undefined) return <></>
  const fields = attempt.problem.fields ?? []
  return fields.length === 0 ? (
    <ProblemNotice problem={attempt.problem} />
  ) : (
    <ErrorSummary problems={labelled(fields, labels)} />
  )
}

function labelsOf(shape: typeof ownFields.shape | typeof ownAddressFields.shape): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, field.meta()?.title ?? name]))
}

/** Opening a link proves nothing: mail scanners open links, too. The button does. */
async function showLink(asked: AskedByPerson) {
  const secret = asked.c.req.param('secret') ?? ''
  const email = await addressOfLink(asked.world, secret, asked.person.id)
  if (email === undefined) return deadLink(asked)
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="Your new address">
      <PageHead title="Your new address" lead={`From now on mail to you goes to ${email}.`} />
      <Form action={`/address/${secret}`} label="Your new address">
        <Button tone="primary">Yes, this is my address</Button>
      </Form>
    </PublicPage>,
  )
}

async function useLink(asked: AskedByPerson) {
  const { c } = asked
  if (byToken(asked)) return sayProblem(asked, problems.forbidden)
  const answer = await confirmAddress(asked.world, c.req.param('secret') ?? '', asked.person.id)
  if (answer === undefined) return deadLink(asked)
  const problem = 'email' in answer ? undefined : problemOf(answer)
  if (problem !== undefined) return deadLink(asked, problem)
  leaveFlash(c, 'address-changed')
  return c.redirect('/you', 303)
}

export function deadLink(asked: Asked, problem?: Problem) {
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="This link has ended">
      <PageHead title="This link has ended" />
      {problem === undefined ? (
        <Notice
          tone="note"
          says="A link works once and for a day. This one was used, has run out, or was never ours."
          instead={
            <>
              Ask for a new one on <a href="/you">your page</a>.
            </>
          }
        />
      ) : (
        <ProblemNotice problem={problem} />
      )}
    </PublicPage>,
    problem?.status ?? 404,
  )
}
