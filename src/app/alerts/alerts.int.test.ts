import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { does, evidence, reported, teamed } from '../../../tests/kit/voyage.ts'
import { people, testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { StoreFailed } from '../ports/index.ts'
import { topics } from '../effects/index.ts'
import { isUrgent, urgentNews } from '../../core/process/index.ts'
import {
  actOnCommittee,
  addChannel,
  askChannelAgain,
  channelOfLink,
  channelsOf,
  chooseChannelNews,
  configureAlerts,
  configureMail,
  confirmChannel,
  deliverDue,
  mailbox,
  openKeptLink,
  passTime,
  removeChannel,
  retryDead,
  testChannel,
  troubles,
  unseatMember,
} from '../index.ts'

interface Came {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let here: TestWorld
let came: Came[]
/** What the peer answers, one request after the other; then 200. */
let answers: number[]
let address: string
let stop: () => Promise<unknown>

beforeEach(async () => {
  came = []
  answers = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      came.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
      response.writeHead(answers.shift() ?? 200).end('ok')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  stop = () => new Promise((done) => server.close(done))
  here = await testWorld()
  await allowed()
})
afterEach(async () => {
  await here.close()
  await stop()
})

const ada = () => here.members[0]!
const ben = () => here.members[1]!
const cleo = () => here.members[2]!
const wind = (by: string) => here.world.clock?.wind(Temporal.Duration.from(by))

async function allowed(): Promise<void> {
  expect(await configureAlerts(here.world, ada(), { privateAddresses: true })).toEqual({ done: true })
}

async function added(person: PersonId, fields: Readonly<Record<string, unknown>>) {
  const answer = await addChannel(here.world, person, fields)
  if (!('added' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}

const webhook = (path = '/hook') => ({ kind: 'webhook', to: `${address}${path}` })

async function becamePublic(by = ada()): Promise<CaseId> {
  const { id } = await reported(here)
  await deliverDue(here.world)
  here.sent.length = 0
  came.length = 0
  await does(here, by, id, 'notePublic', { how: 'a talk', evidence })
  return id
}

const subjects = () => here.sent.map(({ to, subject }) => [to[0], subject.replace(/^\[[^\]]*\] /, '')])

describe('what is urgent', () => {
  test('each such news has words of its own', () => {
    for (const topic of Object.keys(urgentNews)) expect([topic, Object.hasOwn(topics, topic)]).toEqual([topic, true])
    expect(['urgent', 'missed', 'unanswered', 'intent', 'unannounced'].every(isUrgent)).toBe(true)
    expect(['thread', 'deadline', 'toString', ''].some(isUrgent)).toBe(false)
  })

  test('“it is public already” goes to every channel at once, beside the mail', async () => {
    const { secret } = await added(ben(), webhook('/ben'))
    await added(ben(), { kind: 'ntfy', to: `${address}/topic` })
    await added(cleo(), { kind: 'chat', to: `${address}/cleo` })
    const id = await becamePublic()
    await deliverDue(here.world)
    expect(subjects()).toEqual(
      expect.arrayContaining([
        ['ben@example.org', `Urgent: something needs you (${id})`],
        ['cleo@example.org', `Urgent: something needs you (${id})`],
      ]),
    )
    expect(came.map(({ path }) => path).sort()).toEqual(['/ben', '/cleo', '/topic'])
    const [one] = came.filter(({ path }) => path === '/ben')
    const { headers, body } = one!
    expect(JSON.parse(body)).toMatchObject({
      type: 'alert.urgent',
      data: { says: [topics.urgent], case: id, link: `http://127.0.0.1:8080/cases/${id}` },
    })
    const key = Buffer.from((secret ?? '').slice('whsec_'.length), 'base64')
    expect(key).toHaveLength(32)
    const signed = createHmac('sha256', key)
    signed.update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`)
    expect(headers['webhook-signature']).toBe(`v1,${signed.digest('base64')}`)
    // Once, each.
    await deliverDue(here.world)
    expect(came).toHaveLength(3)
  })

  test('nothing else, unless its owner wants all that comes by mail', async () => {
    const { added: urgent } = await added(ben(), webhook('/urgent'))
    await added(ben(), { ...webhook('/all'), tells: 'all' })
    const { id } = await reported(here)
    await deliverDue(here.world)
    expect(came.map(({ path }) => path)).toEqual(['/all'])
    expect(JSON.parse(came[0]?.body ?? '')).toMatchObject({
      type: 'alert.news',
      data: { says: [topics['new-report']] },
    })
    came.length = 0
    expect(await chooseChannelNews(here.world, ben(), urgent.id, { tells: 'all' })).toEqual({ done: true })
    expect(await chooseChannelNews(here.world, ben(), urgent.id, { tells: 'all' })).toMatchObject({
      code: 'nothing_changes',
    })
    await does(here, ada(), id, 'post', { room: 'team', text: 'We have it.' })
    await deliverDue(here.world)
    expect(came.map(({ path }) => path).sort()).toEqual(['/all', '/urgent'])
  })

  test('a deadline that has passed is, one that is near is not', async () => {
    await added(ben(), webhook())
    await reported(here)
    await deliverDue(here.world)
    const says = () => came.map(({ body }) => (JSON.parse(body) as { data: { says: string[] } }).data.says)
    await wind('PT23H')
    await passTime(here.world)
    await deliverDue(here.world)
    expect(says()).toEqual([])
    await wind('PT2H')
    await passTime(here.world)
    await deliverDue(here.world)
    expect(says()).toEqual([[topics.missed]])
  })

  test('the committee’s own affairs are not, and are told where all is asked for', async () => {
    await added(ben(), webhook('/urgent'))
    await added(ben(), { ...webhook('/all'), tells: 'all' })
    const day = here.world.machine.now().toZonedDateTimeISO('UTC').toPlainDate()
    const fields = { from: day.toString(), to: day.add({ days: 45 }).toString() }
    expect(await actOnCommittee(here.world, cleo(), { act: 'announceLeave', fields })).toHaveProperty('events')
    await deliverDue(here.world)
    expect(new Set(came.map(({ path }) => path))).toEqual(new Set(['/all']))
    expect(JSON.parse(came[0]?.body ?? '')).toMatchObject({
      type: 'alert.news',
      data: { case: null, link: 'http://127.0.0.1:8080/committee' },
    })
  })
})

describe('what does not arrive', () => {
  test('is tried again under the same id; the mail has long left', async () => {
    await added(ben(), webhook())
    answers = [500]
    await becamePublic()
    await deliverDue(here.world)
    expect(subjects().filter(([to]) => to === 'ben@example.org')).toHaveLength(1)
    expect(came).toHaveLength(1)
    await deliverDue(here.world)
    expect(came).toHaveLength(1)
    await wind('PT31S')
    await deliverDue(here.world)
    expect(came).toHaveLength(2)
    const [first, second] = came
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(second?.body).toBe(first?.body)
    expect(await troubles(here.world)).toEqual([])
    expect(await channelsOf(here.world, ben())).toMatchObject([{ failing: null }])
  })

  test('is told to its owner once, on their page and by mail, until an alert arrives', async () => {
    const { added: channel } = await added(ben(), webhook())
    answers = [500, 502, 503, 503]
    await becamePublic()
    await deliverDue(here.world)
    const told = () => subjects().filter(([, subject]) => subject === 'Alerts to you do not arrive')
    for (const by of ['PT31S', 'PT2M1S', 'PT8M1S']) {
      await wind(by)
      await deliverDue(here.world)
    }
    expect(came).toHaveLength(4)
    await deliverDue(here.world)
    expect(told()).toEqual([['ben@example.org', 'Alerts to you do not arrive']])
    expect(await channelsOf(here.world, ben())).toMatchObject([{ failing: { code: 'http_503' } }])
    expect(await testChannel(here.world, ben(), channel.id)).toEqual({ outcome: 'sent' })
    expect(await channelsOf(here.world, ben())).toMatchObject([{ failing: null }])
    await wind('PT32M1S')
    await deliverDue(here.world)
    expect([came.length, told().length]).toEqual([6, 1])
  })

  test('a clear no is a dead letter that people see, and can send again', async () => {
    await added(ben(), webhook())
    answers = [404]
    const id = await becamePublic()
    await deliverDue(here.world)
    const [trouble, ...others] = await troubles(here.world)
    expect(others).toEqual([])
    expect(trouble).toMatchObject({ kind: 'alert', case: id, state: 'dead', failure: 'http_404', retriable: true })
    expect(await channelsOf(here.world, ben())).toMatchObject([{ failing: { code: 'http_404' } }])
    expect(await retryDead(here.world, ada(), trouble?.id ?? '')).toEqual({ done: true })
    await deliverDue(here.world)
    expect(came).toHaveLength(2)
    expect(await troubles(here.world)).toEqual([])
    expect(await channelsOf(here.world, ben())).toMatchObject([{ failing: null }])
  })

  test('what an administrator no longer allows is refused at the moment of sending', async () => {
    await added(ben(), webhook())
    await configureAlerts(here.world, ada(), { privateAddresses: false })
    await becamePublic()
    await deliverDue(here.world)
    expect([came, (await troubles(here.world)).map(({ failure }) => failure)]).toEqual([[], ['not_https']])
  })

  test('a product that ended in between sends it again under the same id', async () => {
    await added(ben(), webhook())
    await becamePublic()
    const { store } = here.world
    // As if it had ended right after the other side had answered, before that was noted.
    const commit = store.commit.bind(store)
    store.commit = (batch) =>
      batch.outboxChanges?.some(({ state }) => state === 'done') === true && came.length > 0
        ? Promise.reject(new StoreFailed('disk_full', 'no room'))
        : commit(batch)
    await deliverDue(here.world)
    store.commit = commit
    expect(came).toHaveLength(1)
    await wind('PT11M')
    await deliverDue(here.world)
    await wind('PT31S')
    await deliverDue(here.world)
    expect(new Set(came.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(came.length).toBeGreaterThan(1)
  })
})

describe('who hears', () => {
  test('nobody whose seat has ended, though the alert was on its way', async () => {
    await added(ben(), webhook('/ben'))
    await added(cleo(), webhook('/cleo'))
    answers = [500, 500]
    await becamePublic()
    await deliverDue(here.world)
    expect(came).toHaveLength(2)
    expect(await unseatMember(here.world, ada(), { person: ben(), reason: 'moved on' })).toEqual({ done: true })
    came.length = 0
    await wind('PT31S')
    await deliverDue(here.world)
    expect(came.map(({ path }) => path)).toEqual(['/cleo'])
    expect(await troubles(here.world)).toEqual([])
  })

  test('nobody by a channel that was removed', async () => {
    const { added: channel } = await added(ben(), webhook())
    answers = [500]
    await becamePublic()
    await deliverDue(here.world)
    expect(await removeChannel(here.world, ben(), channel.id)).toEqual({ done: true })
    expect(await removeChannel(here.world, ben(), channel.id)).toMatchObject({ code: 'no_such_channel' })
    await wind('PT31S')
    await deliverDue(here.world)
    expect([came.length, await channelsOf(here.world, ben())]).toEqual([1, []])
  })

  test('an engineer of the fix team, of their case alone', async () => {
    const { id } = await reported(here)
    const engineer = await teamed(here, id)
    await added(engineer, webhook())
    await deliverDue(here.world)
    const other = await becamePublic()
    await deliverDue(here.world)
    expect([other === id, came]).toEqual([false, []])
    await does(here, ada(), id, 'notePublic', { how: 'a talk', evidence })
    await deliverDue(here.world)
    expect(came.map(({ body }) => (JSON.parse(body) as { data: { case: string } }).data.case)).toEqual([id])
  })

  test('whoever did it hears nothing of it', async () => {
    await added(ada(), webhook())
    await becamePublic(ada())
    await deliverDue(here.world)
    expect(came).toEqual([])
  })
})

describe('a mail address', () => {
  const pager = { kind: 'mail', to: 'Ben@Pager.example.org', label: 'my pager' }
  const links = () => here.sent.flatMap(({ text }) => /\/channel\/(\S+)/.exec(text)?.[1] ?? [])

  test('counts once its link was opened by who named it, once', async () => {
    const { added: channel, secret } = await added(ben(), pager)
    expect([channel.shown, channel.confirmed, secret]).toEqual(['ben@pager.example.org', false, null])
    expect(await testChannel(here.world, ben(), channel.id)).toMatchObject({ code: 'channel_unconfirmed' })
    await becamePublic()
    await deliverDue(here.world)
    expect(here.sent.map(({ to }) => to[0])).not.toContain('ben@pager.example.org')
    expect(await askChannelAgain(here.world, ben(), channel.id)).toEqual({ done: true })
    await deliverDue(here.world)
    const [link = ''] = links()
    const asked = here.sent.find(({ text }) => text.includes(link))
    expect([asked?.to, asked?.text.includes('Ben')]).toEqual([['ben@pager.example.org'], false])
    expect(await channelOfLink(here.world, link, ben())).toBe('ben@pager.example.org')
    expect(await channelOfLink(here.world, link, cleo())).toBeUndefined()
    expect(await confirmChannel(here.world, link, cleo())).toBeUndefined()
    const both = await Promise.all([1, 2].map(() => confirmChannel(here.world, link, ben())))
    expect(both.filter((one) => one !== undefined)).toEqual([{ to: 'ben@pager.example.org' }])
    expect(await confirmChannel(here.world, link, ben())).toBeUndefined()
    const id = await becamePublic()
    await deliverDue(here.world)
    const alert = here.sent.find(({ to }) => to[0] === 'ben@pager.example.org')
    expect(alert?.subject).toBe(`[Anchorage security] Urgent: something needs you (${id})`)
    expect(alert?.text).toBe(`${topics.urgent}\n\nhttp://127.0.0.1:8080/cases/${id}\n`)
  })

  test('its link leads nowhere once it was removed', async () => {
    const { added: channel } = await added(ben(), pager)
    await deliverDue(here.world)
    const [link = ''] = links()
    await removeChannel(here.world, ben(), channel.id)
    expect(await channelOfLink(here.world, link, ben())).toBeUndefined()
    expect(await confirmChannel(here.world, link, ben())).toBeUndefined()
    // One that was removed before its mail left gets none.
    const { added: another } = await added(ben(), pager)
    await removeChannel(here.world, ben(), another.id)
    here.sent.length = 0
    await deliverDue(here.world)
    expect(here.sent).toEqual([])
  })

  test('without a mail server it is kept in the mailbox page; posts leave', async () => {
    await here.close()
    here = await testWorld({ mailServer: false })
    await allowed()
    await added(ben(), pager)
    await added(ben(), webhook())
    await deliverDue(here.world)
    const kept = await mailbox(here.world)
    const asked = kept.find(({ row }) => row.kind === 'channel')
    expect([asked?.message?.to, asked?.hasOwnLink]).toEqual([['ben@pager.example.org'], true])
    const link = (await openKeptLink(here.world, asked?.row.id ?? ''))?.split('/').at(-1) ?? ''
    expect(await confirmChannel(here.world, link, ben())).toEqual({ to: 'ben@pager.example.org' })
    await becamePublic()
    await deliverDue(here.world)
    expect(came).toHaveLength(1)
    const kinds = (await mailbox(here.world)).map(({ row }) => row.kind)
    expect([kinds.includes('alert-mail'), kinds.includes('alert')]).toEqual([true, false])
  })
})

test('while a server has no way out for mail, posts leave all the same, once', async () => {
  await here.close()
  here = await testWorld({ mailServer: false })
  await allowed()
  await added(ben(), webhook())
  const { id } = await reported(here, { public: true, publicWhere: 'https://example.org/blog' })
  const world = { ...here.world, mode: 'production' as const }
  for (let round = 0; round < 4; round += 1) {
    await deliverDue(world)
    await wind('PT6M')
  }
  // The mails still wait as one entry, and become mails when there is a way.
  expect((await here.world.store.outbox({ limit: 100, states: ['waiting'] })).map(({ kind }) => kind)).toContain('news')
  expect(came.map(({ body }) => (JSON.parse(body) as { data: { case: string } }).data.case)).toEqual([id])
  await configureMail(here.world, ada(), { from: 'security@example.org', host: '127.0.0.1', security: 'none' })
  await wind('PT6M')
  await deliverDue(world)
  expect([came.length, here.sent.some(({ to }) => to[0] === 'ben@example.org')]).toEqual([1, true])
})

describe('what may be given', () => {
  test.each([
    [{ kind: 'mail', to: 'nowhere' }, 'must be an e-mail address'],
    [{ kind: 'chat', to: 'ben@example.org' }, 'must be a web address'],
    [{ kind: 'chat', to: 'https://ben:pw@example.org/' }, 'must have no name and password'],
    [{ kind: 'chat', to: 'https://example.org/#x' }, 'must have no #'],
    [{ kind: 'chat', to: 'http://example.org/' }, 'must begin with https://'],
    [{ kind: 'chat', to: 'http://127.0.0.1\\@example.org/' }, 'must'],
    [{ kind: 'chat', to: 'https://169.254.169.254/' }, 'must not be in a private network'],
  ])('%j', async (fields, says) => {
    const answer = await addChannel(here.world, ben(), fields)
    if (!('badInput' in answer)) throw new Error('it was taken')
    expect(answer.problems[0]).toMatchObject({ field: 'to' })
    expect(answer.problems[0]?.says).toContain(says)
    expect(await channelsOf(here.world, ben())).toEqual([])
  })

  test('an address of this machine or network only where an administrator allows it', async () => {
    expect(await configureAlerts(here.world, ben(), { privateAddresses: true })).toMatchObject({ code: 'not_allowed' })
    await configureAlerts(here.world, ada(), {})
    for (const to of [`${address}/x`, 'https://10.0.0.1/x', 'https://localhost/x']) {
      expect(await addChannel(here.world, ben(), { kind: 'chat', to })).toHaveProperty('badInput')
    }
  })

  test('few, and none twice; each is shown without its secret', async () => {
    const { secret } = await added(ben(), webhook('/services/a-secret'))
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(await addChannel(here.world, ben(), webhook('/services/a-secret'))).toMatchObject({
      code: 'nothing_changes',
    })
    expect(await addChannel(here.world, ben(), { kind: 'mail', to: people[1]?.email })).toMatchObject({
      code: 'nothing_changes',
    })
    const shown = JSON.stringify(await channelsOf(here.world, ben()))
    expect(shown).toContain('http://127.0.0.1')
    expect([shown.includes('a-secret'), shown.includes('whsec_')]).toEqual([false, false])
    for (const n of [2, 3, 4, 5]) await added(ben(), webhook(`/${n}`))
    expect(await addChannel(here.world, ben(), webhook('/6'))).toMatchObject({ code: 'too_many_channels' })
    expect(await channelsOf(here.world, cleo())).toEqual([])
    const [own] = await channelsOf(here.world, ben())
    expect(await testChannel(here.world, cleo(), own?.id ?? '')).toMatchObject({ code: 'no_such_channel' })
    expect(await removeChannel(here.world, cleo(), own?.id ?? '')).toMatchObject({ code: 'no_such_channel' })
  })
})
