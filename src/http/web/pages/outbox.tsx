import { retryDead, troubles, type Trouble } from '../../../app/index.ts'
import { formOf, problemOf, type AskedByPerson, type Route } from '../../gate/index.ts'
import { Badge, Button, Buttons, Empty, Form, Table, When } from '../components/index.ts'
import { leaveFlash } from '../flash.ts'
import { workroomFrame } from '../frame.tsx'
import { knownCases } from '../knownCases.ts'
import { PageHead, Workroom } from '../shell/index.ts'
import { sayProblem } from '../voice.tsx'
import { whyNot } from '../whyNot.ts'

export const outboxRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/outbox', act: 'retryEffect', handle: showTroubles },
  { scope: 'person', method: 'post', path: '/outbox/retry', act: 'retryEffect', handle: retryChosen },
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
  'access-ended': 'A word that somebody’s access ended',
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
  const retriable = found.filter((one) => one.retriable)
  const choosing = retriable.length > 1
  const titles = new Map((await knownCases(asked.world, asked.person.id)).map(({ value, label }) => [value, label]))
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title="Undelivered" current="outbox">
      <PageHead
        title="Undelivered"
        lead="Mail and alerts that did not leave, or of which nobody knows whether they did. Nothing here is tried again by itself."
      />
      <div class="stack">
        <Form action="/outbox/retry" label="Send again">
          <Table
            id="outbox"
            caption="Undelivered mail"
            columns={[
              { label: 'What', head: true },
              { label: 'Since' },
              { label: 'Standing' },
              { label: 'Case' },
              { label: choosing ? 'Choose' : 'Action' },
            ]}
            rows={found.map((one) => [...rowOf(one, titles), actionOf(one, choosing)])}
            empty={
              <Empty
                title="Everything was delivered"
                says="Failed mail appears here, with a button to send it again."
              />
            }
          />
          {choosing && (
            <Buttons>
              <Button>Send the chosen again</Button>
            </Buttons>
          )}
        </Form>
        <Together unsent={retriable.filter(({ state }) => state === 'dead')} />
      </div>
    </Workroom>,
  )
}

/** What perhaps went out is in no such heap: each of those waits for a person's word of its own. */
function Together({ unsent }: { readonly unsent: readonly Trouble[] }) {
  if (unsent.length < 2) return <></>
  return (
    <Form action="/outbox/retry" label="Send again what was not sent">
      {unsent.map(({ id }) => (
        <input type="hidden" name="entry" value={id} />
      ))}
      <Buttons>
        <Button>Send all {unsent.length} again that were not sent</Button>
      </Buttons>
    </Form>
  )
}

/** One that is alone has its button; several are chosen. */
function actionOf({ id, kind, created, retriable }: Trouble, choosing: boolean) {
  const which = `${kinds[kind] ?? kind} of ${created}`
  if (!retriable) return <span class="soft">The case decides</span>
  if (!choosing) {
    return (
      <Button formaction={`/outbox/${id}/retry`} label={`Send again: ${which}`}>
        Send again
      </Button>
    )
  }
  return (
    <label class="choose">
      <input type="checkbox" name="entry" value={id} aria-label={`Choose ${which}`} />
    </label>
  )
}

/** A case is called by its title where the reader may know it. */
function rowOf(trouble: Trouble, titles: ReadonlyMap<string, string>) {
  const { kind, case: of, state, failure, attempts, created } = trouble
  return [
    kinds[kind] ?? kind,
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
  ]
}

async function retry(asked: AskedByPerson) {
  const problem = problemOf(await retryDead(asked.world, asked.person.id, asked.c.req.param('id') ?? ''))
  if (problem !== undefined) return sayProblem(asked, problem)
  leaveFlash(asked.c, 'effect-retried')
  return asked.c.redirect('/outbox', 303)
}

async function retryChosen(asked: AskedByPerson) {
  const { entry = [] } = await formOf(asked.c)
  const chosen = [entry].flat()
  const problem = problemOf(await retryDead(asked.world, asked.person.id, ...chosen))
  if (problem !== undefined) return sayProblem(asked, problem)
  leaveFlash(asked.c, chosen.length > 1 ? 'effects-retried' : 'effect-retried')
  return asked.c.redirect('/outbox', 303)
}
