import {
  addChannel,
  channelsOf,
  chooseChannelNews,
  isBadInput,
  removeChannel,
  testChannel,
} from '../../../app/index.ts'
import { channelFields, tellingFields } from '../../../core/community/index.ts'
import type { AskedByPerson, Limit } from '../../gate/index.ts'
import { answered } from '../answer.ts'
import { bodyOf, byWhom } from '../asked.ts'
import type { Operation } from '../operation.ts'
import { addedAlertChannelShape, alertChannelsShape, alertTestShape } from '../shapes/index.ts'

/** As on the page: each one may be a mail, or a post, to an address that is not known to be theirs. */
const limits: readonly Limit[] = [{ by: 'network', most: 20, minutes: 60 }]

const idOf = ({ c }: AskedByPerson) => c.req.param('id') ?? ''

async function shown({ c, world, person }: AskedByPerson) {
  return c.json({ channels: await channelsOf(world, person.id) })
}

export const alertOperations: readonly Operation[] = [
  {
    id: 'listAlertChannels',
    tag: 'You',
    summary: 'Where your alerts go besides your mail',
    description: 'A web address is shown by its host alone: whoever has all of it can write there.',
    status: 200,
    answer: alertChannelsShape,
    route: { scope: 'person', method: 'get', path: '/api/me/alerts', act: 'chooseAlerts', handle: shown },
  },
  {
    id: 'addAlertChannel',
    tag: 'You',
    summary: 'Add an alert channel',
    description:
      'Only where you are signed in: a token leads no alerts elsewhere. A mail address counts once the link in the mail that goes there was opened.',
    body: channelFields,
    example: { kind: 'ntfy', to: 'https://ntfy.example.org/a-topic', label: 'my phone' },
    status: 201,
    answer: addedAlertChannelShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/me/alerts',
      act: 'chooseAlerts',
      limits,
      async handle(asked) {
        const { c, world, person } = asked
        const body = await bodyOf(c, channelFields)
        const added = isBadInput(body) ? body : await addChannel(world, person.id, body, byWhom(asked))
        return answered(c, added, ({ added: channel, secret }) => c.json({ channel, secret }, 201))
      },
    },
  },
  {
    id: 'chooseAlertNews',
    tag: 'You',
    summary: 'Choose what an alert channel tells of',
    description: 'Only where you are signed in.',
    body: tellingFields,
    example: { tells: 'all' },
    status: 200,
    answer: alertChannelsShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/me/alerts/:id',
      act: 'chooseAlerts',
      async handle(asked) {
        const { c, world, person } = asked
        const body = await bodyOf(c, tellingFields)
        const chosen = isBadInput(body)
          ? body
          : await chooseChannelNews(world, person.id, idOf(asked), body, byWhom(asked))
        return answered(c, chosen, () => shown(asked))
      },
    },
  },
  {
    id: 'removeAlertChannel',
    tag: 'You',
    summary: 'Remove an alert channel',
    description: 'Only where you are signed in.',
    status: 200,
    answer: alertChannelsShape,
    route: {
      scope: 'person',
      method: 'delete',
      path: '/api/me/alerts/:id',
      act: 'ownSession',
      async handle(asked) {
        const { c, world, person } = asked
        return answered(c, await removeChannel(world, person.id, idOf(asked), byWhom(asked)), () => shown(asked))
      },
    },
  },
  {
    id: 'testAlertChannel',
    tag: 'You',
    summary: 'Send a test by an alert channel',
    description: 'It is sent at once; what came of it is the answer.',
    status: 200,
    answer: alertTestShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/me/alerts/:id/test',
      act: 'chooseAlerts',
      limits,
      async handle(asked) {
        const { c, world, person } = asked
        return answered(c, await testChannel(world, person.id, idOf(asked)), (outcome) =>
          c.json({ code: null, ...outcome }),
        )
      },
    },
  },
]
