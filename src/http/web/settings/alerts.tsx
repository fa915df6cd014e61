import {
  addChannel,
  askChannelAgain,
  channelOfLink,
  chooseChannelNews,
  confirmChannel,
  removeChannel,
  testChannel,
} from '../../../app/index.ts'
import { isRefused } from '../../../core/kernel/index.ts'
import { formOf, problemOf, problems, type AskedByPerson, type Limit, type Route } from '../../gate/index.ts'
import { Button, Form, Notice } from '../components/index.ts'
import { textsOf } from '../fields.ts'
import { leaveFlash, type FlashCode } from '../flash.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'
import { ProblemNotice, sayProblem } from '../voice.tsx'
import { whyNot } from '../whyNot.ts'
import { byToken, deadLink, showYou } from './you.tsx'

/** Each one may be a mail, or a post, to an address that is not known to be theirs. */
const limits: readonly Limit[] = [{ by: 'network', most: 20, minutes: 60 }]

type Change = (asked: AskedByPerson, id: string) => Promise<unknown>

/** A button on a channel that is carried out, and then says so on the page. */
function button(path: string, said: FlashCode, carryOut: Change, more: Partial<Route> = {}): Route {
  return {
    scope: 'person',
    method: 'post',
    path: `/you/alerts/:id/${path}`,
    act: 'chooseAlerts',
    async handle(asked: AskedByPerson) {
      if (byToken(asked)) return sayProblem(asked, problems.forbidden)
      const problem = problemOf(await carryOut(asked, asked.c.req.param('id') ?? ''))
      if (problem !== undefined) return showYou(asked, { notice: <ProblemNotice problem={problem} /> }, problem.status)
      leaveFlash(asked.c, said)
      return asked.c.redirect('/you', 303)
    },
    ...more,
  } as Route
}

export const alertRoutes: readonly Route[] = [
  { scope: 'person', method: 'post', path: '/you/alerts', act: 'chooseAlerts', limits, handle: add },
  button('again', 'alert-asked', ({ world, person }, id) => askChannelAgain(world, person.id, id), { limits }),
  button('news', 'own-saved', async ({ c, world, person }, id) =>
    chooseChannelNews(world, person.id, id, textsOf(await formOf(c))),
  ),
  // Whoever may have no alerts any more can still take back what they gave.
  button('remove', 'alert-removed', ({ world, person }, id) => removeChannel(world, person.id, id), {
    act: 'ownSession',
  }),
  { scope: 'person', method: 'post', path: '/you/alerts/:id/test', act: 'chooseAlerts', limits, handle: test },
  { scope: 'person', method: 'get', path: '/channel/:secret', act: 'ownSession', handle: showLink },
  { scope: 'person', method: 'post', path: '/channel/:secret', act: 'ownSession', handle: useLink },
]

async function add(asked: AskedByPerson) {
  if (byToken(asked)) return sayProblem(asked, problems.forbidden)
  const values = textsOf(await formOf(asked.c))
  const answer = await addChannel(asked.world, asked.person.id, values)
  if (!('added' in answer)) {
    const problem = problemOf(answer)
    if (problem === undefined) throw new TypeError('neither added nor refused')
    return showYou(asked, { attempt: { form: 'alerts', values, problem } }, problem.status)
  }
  if (answer.secret !== null) return showYou(asked, { secret: answer.secret })
  leaveFlash(asked.c, answer.added.confirmed ? 'alert-added' : 'alert-asked')
  return asked.c.redirect('/you', 303)
}

async function test(asked: AskedByPerson) {
  if (byToken(asked)) return sayProblem(asked, problems.forbidden)
  const answer = await testChannel(asked.world, asked.person.id, asked.c.req.param('id') ?? '')
  const problem = problemOf(answer)
  if (problem !== undefined) return showYou(asked, { notice: <ProblemNotice problem={problem} /> }, problem.status)
  if (isRefused(answer)) throw new TypeError('a refusal without a problem')
  if (answer.outcome === 'sent') {
    leaveFlash(asked.c, 'alert-tested')
    return asked.c.redirect('/you', 303)
  }
  const says = `The test did not arrive: ${whyNot(answer.code)}.`
  const instead = 'Look whether the address is still right. If it is not, remove the channel and add it again.'
  return showYou(asked, { notice: <Notice tone="warning" says={says} instead={instead} /> })
}

/** Opening a link proves nothing: mail scanners open links, too. The button does. */
async function showLink(asked: AskedByPerson) {
  const secret = asked.c.req.param('secret') ?? ''
  const to = await channelOfLink(asked.world, secret, asked.person.id)
  if (to === undefined) return deadLink(asked)
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="Alerts to this address">
      <PageHead title="Alerts to this address" lead={`From now on alerts go to ${to}, too.`} />
      <Form action={`/channel/${secret}`} label="Alerts to this address">
        <Button tone="primary">Yes, send alerts there</Button>
      </Form>
    </PublicPage>,
  )
}

async function useLink(asked: AskedByPerson) {
  const { c } = asked
  if (byToken(asked)) return sayProblem(asked, problems.forbidden)
  const answer = await confirmChannel(asked.world, c.req.param('secret') ?? '', asked.person.id)
  if (answer === undefined) return deadLink(asked)
  leaveFlash(c, 'alert-confirmed')
  return c.redirect('/you', 303)
}
