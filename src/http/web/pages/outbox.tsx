import { retryDead, troubles, type Trouble } from '../../../app/index.ts'
import { problemOf, type AskedByPerson, type Route } from '../../gate/index.ts'
import { Badge, Button, Empty, Table, When } from '../components/index.ts'
import { leaveFlash } from '../flash.ts'
import { workroomFrame } from '../frame.tsx'
import { knownCases } from '../knownCases.ts'
import { PageHead, Workroom } from '../shell/index.ts'
import { sayProblem } from '../voice.tsx'
import { whyNot } from '../whyNot.ts'

export const outboxRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/outbox', act: 'retryEffect', handle: showTroubles },
  { scope: 'person', method: 'post', path: '/outbox/:id/retry', act: 'retryEffect', handle: retry },
]

const kinds: Readonly<Record<string, string>> = {
  notice: 'A notice',
  digest: 'Several notices in one',
  news: 'Notices about a case',
  'reporter-notice': 'A notice to a reporter',
  invitation: 'An invitation',
  'sign-in': 'A sign-in link',
  welcome: 'A welcome to a new member',
  address: 'A link to a new address',
  'address-left': 'A word to a former address',
  'co-reporter': 'A first word to a co-reporter',
  'committee-notice': 'A notice about the committee',
  key: 'A word about somebody’s OpenPGP key',
  'lost-link': 'A way back to a report',
  alert: 'An alert',
  'alert-mail': 'An alert by mail',
  channel: 'A link to an address for alerts',
  'channel-failed': 'A word that alerts do not arrive',
  announcement: 'An announcement',
  retrospective: 'A retrospective',
  feedback: 'Feedback to the list',
}

async function showTroubles(asked: AskedByPerson) {
  const found = await troubles(asked.world)
  const titles = new Map((await knownCases(asked.world, asked.person.id)).map(({ value, label }) => [value, label]))
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title="Undelivered" current="outbox">
      <PageHead
        title="Undelivered"
        lead="Mail and alerts that did not leave, or of which nobody knows whether they did. Nothing here is tried again by itself."
      />
      <Table
        id="outbox"
        caption="Undelivered mail"
        columns={[
          { label: 'What', head: true },
          { label: 'Since' },
          { label: 'Standing' },
          { label: 'Case' },
          { label: 'Action' },
        ]}
        rows={found.map((one) => rowOf(one, titles))}
        empty={
          <Empty title="Everything was delivered" says="Failed mail appears here, with a button to send it again." />
        }
      />
    </Workroom>,
  )
}

/** A case is called by its title where the reader may know it. */
function rowOf(trouble: Trouble, titles: ReadonlyMap<string, string>) {
  const { id, kind, case: of, state, failure, attempts, created, retriable } = trouble
  const what = kinds[kind] ?? kind
  return [
    what,
    <When at={created} />,
    <>
      <Badge tone="late">{state === 'unsure' ? 'Perhaps sent' : 'Not sent'}</Badge>{' '}
      <span class="soft small">
        {failure === null ? 'nobody knows why' : whyNot(failure)}, {attempts === 1 ? 'one try' : `${attempts} tries`}
      </span>
    </>,
    of === null ? (
      ''
    ) : (
      <a href={`/cases/${of}`}>
        <bdi>{titles.get(of) ?? of}</bdi>
      </a>
    ),
    retriable ? (
      <form method="post" action={`/outbox/${id}/retry`}>
        <Button label={`Send again: ${what} of ${created}`}>Send again</Button>
      </form>
    ) : (
      <span class="soft">The case decides</span>
    ),
  ]
}

async function retry(asked: AskedByPerson) {
  const problem = problemOf(await retryDead(asked.world, asked.person.id, asked.c.req.param('id') ?? ''))
  if (problem !== undefined) return sayProblem(asked, problem)
  leaveFlash(asked.c, 'effect-retried')
  return asked.c.redirect('/outbox', 303)
}
