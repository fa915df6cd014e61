import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { eachAlerting } from '../../../tests/kit/alerts.ts'
import { does, evidence, reported, teamed } from '../../../tests/kit/voyage.ts'
import { wind } from '../../../tests/kit/wind.ts'
import { StoreFailed } from '../ports/index.ts'
import { effectsOf, topics } from '../effects/index.ts'
import { isUrgent, urgentNews, type Case } from '../../core/process/index.ts'
import {
  actOnCommittee,
  channelsOf,
  chooseChannelNews,
  committeeOf,
  configureAlerts,
  configureMail,
  deliverDue,
  passTime,
  removeChannel,
  retryDead,
  testChannel,
  troubles,
  unseatMember,
} from '../index.ts'

const { here, given, instead, ada, ben, cleo } = eachAlerting()
const subjects = () => here().sent.map(({ to, subject }) => [to[0], subject.replace(/^\[[^\]]*\] /, '')])

/** What the posts to programs told of, one after the other. */
function toldOf(): { readonly case: string | null; readonly says: readonly string[] }[] {
  type Told = { readonly data: { readonly about: ReturnType<typeof toldOf> } }
  return given().posts.came.flatMap(({ body }) => (JSON.parse(body) as Told).data.about)
}

describe('what is urgent', () => {
  test('each such news has words of its own', () => {
    for (const topic of Object.keys(urgentNews)) expect([topic, Object.hasOwn(topics, topic)]).toEqual([topic, true])
    expect(['urgent', 'missed', 'unanswered', 'intent', 'unannounced'].every(isUrgent)).toBe(true)
    expect(['thread', 'deadline', 'toString', ''].some(isUrgent)).toBe(false)
  })

  test('“it is public already” goes to every channel at once, beside the mail', async () => {
    const { secret } = await given().added(ben(), given().webhook('/ben'))
    await given().added(ben(), { kind: 'ntfy', to: `${given().posts.address}/topic` })
    await given().added(cleo(), { kind: 'chat', to: `${given().posts.address}/cleo` })
    const id = await given().becamePublic(ada())
    await deliverDue(here().world)
    expect(subjects()).toEqual(
      expect.arrayContaining([
        ['ben@example.org', `Urgent: something needs you (${id})`],
        ['cleo@example.org', `Urgent: something needs you (${id})`],
      ]),
    )
    expect(
      given()
        .posts.came.map(({ path }) => path)
        .sort(),
    ).toEqual(['/ben', '/cleo', '/topic'])
    const [one] = given().posts.came.filter(({ path }) => path === '/ben')
    const { headers, body } = one!
    expect(JSON.parse(body)).toMatchObject({
      type: 'alert.urgent',
      data: { about: [{ says: [topics.urgent], case: id, link: `http://127.0.0.1:8080/cases/${id}` }] },
    })
    const key = Buffer.from((secret ?? '').slice('whsec_'.length), 'base64')
    expect(key).toHaveLength(32)
    const signed = createHmac('sha256', key)
    signed.update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`)
    expect(headers['webhook-signature']).toBe(`v1,${signed.digest('base64')}`)
    // Once, each.
    await deliverDue(here().world)
    expect(given().posts.came).toHaveLength(3)
  })

  test('nothing else, unless its owner wants all that comes by mail', async () => {
    const { added: urgent } = await given().added(ben(), given().webhook('/urgent'))
    await given().added(ben(), { ...given().webhook('/all'), tells: 'all' })
    const { id } = await reported(here())
    await deliverDue(here().world)
    expect(given().posts.came.map(({ path }) => path)).toEqual(['/all'])
    expect(JSON.parse(given().posts.came[0]?.body ?? '')).toMatchObject({
      type: 'alert.news',
      data: { about: [{ says: [topics['new-report']] }] },
    })
    given().posts.came.length = 0
    expect(await chooseChannelNews(here().world, ben(), urgent.id, { tells: 'all' })).toEqual({ done: true })
    expect(await chooseChannelNews(here().world, ben(), urgent.id, { tells: 'all' })).toMatchObject({
      code: 'nothing_changes',
    })
    await does(here(), ada(), id, 'post', { room: 'team', text: 'We have it.' })
    await deliverDue(here().world)
    expect(
      given()
        .posts.came.map(({ path }) => path)
        .sort(),
    ).toEqual(['/all', '/urgent'])
  })

  test('what falls due together is one alert, what cannot wait first', async () => {
    await given().added(ben(), { ...given().webhook('/all'), tells: 'all' })
    await given().added(ben(), given().webhook('/urgent'))
    const quiet = await reported(here())
    const loud = await reported(here(), { public: true, publicWhere: 'https://example.org/blog' })
    await deliverDue(here().world)
    expect(
      given()
        .posts.came.map(({ path }) => path)
        .sort(),
    ).toEqual(['/all', '/urgent'])
    const about = (path: string) =>
      given()
        .posts.came.filter((one) => one.path === path)
        .flatMap(({ body }) => (JSON.parse(body) as { data: { about: object[] } }).data.about)
    expect(about('/all')).toMatchObject([
      { case: loud.id, says: [topics.urgent, topics['new-report']] },
      { case: quiet.id, says: [topics['new-report']] },
    ])
    expect(about('/urgent')).toMatchObject([{ case: loud.id, says: [topics.urgent] }])
  })

  test('what was late before an import brought it can wait', async () => {
    const late = {
      type: 'DeadlineReminded',
      deadline: 'fix-team',
      due: '2020-01-01T00:00:00Z',
      kind: 'late',
      nth: 1,
    } as const
    const { policy } = await committeeOf(here().world)
    const topicsOf = (c: Case) => {
      const situation = {
        case: c,
        policy,
        together: [c],
        members: [ben()],
        by: 'product' as const,
        host: 'example.org',
      }
      return effectsOf(late, situation).flatMap((one) => (one.kind === 'notice' ? [one.topic] : []))
    }
    const { id } = await reported(here())
    const c = (await here().world.records.read('case', id)).state!
    expect([topicsOf(c), topicsOf({ ...c, via: 'import' })]).toEqual([['missed'], ['deadline']])
  })

  test('a deadline that has passed is, one that is near is not', async () => {
    await given().added(ben(), given().webhook())
    await reported(here())
    await deliverDue(here().world)
    const says = () => toldOf().map(({ says: of }) => of)
    await wind(here(), 'PT23H')
    await passTime(here().world)
    await deliverDue(here().world)
    expect(says()).toEqual([])
    await wind(here(), 'PT2H')
    await passTime(here().world)
    await deliverDue(here().world)
    expect(says()).toEqual([[topics.missed]])
  })

  test('the committee’s own affairs are not, and are told where all is asked for', async () => {
    await given().added(ben(), given().webhook('/urgent'))
    await given().added(ben(), { ...given().webhook('/all'), tells: 'all' })
    const day = here().world.machine.now().toZonedDateTimeISO('UTC').toPlainDate()
    const fields = { from: day.toString(), to: day.add({ days: 45 }).toString() }
    expect(await actOnCommittee(here().world, cleo(), { act: 'announceLeave', fields })).toHaveProperty('events')
    await deliverDue(here().world)
    expect(new Set(given().posts.came.map(({ path }) => path))).toEqual(new Set(['/all']))
    expect(JSON.parse(given().posts.came[0]?.body ?? '')).toMatchObject({
      type: 'alert.news',
      data: { about: [{ case: null, link: 'http://127.0.0.1:8080/committee' }] },
    })
  })
})

describe('what does not arrive', () => {
  test('is tried again under the same id; the mail has long left', async () => {
    await given().added(ben(), given().webhook())
    given().posts.answers.push(500)
    await given().becamePublic(ada())
    await deliverDue(here().world)
    expect(subjects().filter(([to]) => to === 'ben@example.org')).toHaveLength(1)
    expect(given().posts.came).toHaveLength(1)
    await deliverDue(here().world)
    expect(given().posts.came).toHaveLength(1)
    await wind(here(), 'PT31S')
    await deliverDue(here().world)
    expect(given().posts.came).toHaveLength(2)
    const [first, second] = given().posts.came
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(second?.body).toBe(first?.body)
    expect(await troubles(here().world)).toEqual([])
    expect(await channelsOf(here().world, ben())).toMatchObject([{ failing: null }])
  })

  test('is told to its owner once, on their page and by mail, until an alert arrives', async () => {
    const { added: channel } = await given().added(ben(), given().webhook())
    given().posts.answers.push(500, 502, 503, 503)
    await given().becamePublic(ada())
    await deliverDue(here().world)
    const told = () => subjects().filter(([, subject]) => subject === 'Alerts to you do not arrive')
    for (const by of ['PT31S', 'PT2M1S', 'PT8M1S']) {
      await wind(here(), by)
      await deliverDue(here().world)
    }
    expect(given().posts.came).toHaveLength(4)
    await deliverDue(here().world)
    expect(told()).toEqual([['ben@example.org', 'Alerts to you do not arrive']])
    expect(await channelsOf(here().world, ben())).toMatchObject([{ failing: { code: 'http_503' } }])
    expect(await testChannel(here().world, ben(), channel.id)).toEqual({ outcome: 'sent' })
    expect(await channelsOf(here().world, ben())).toMatchObject([{ failing: null }])
    await wind(here(), 'PT32M1S')
    await deliverDue(here().world)
    expect([given().posts.came.length, told().length]).toEqual([6, 1])
  })

  test('a clear no is a dead letter that people see, and can send again', async () => {
    await given().added(ben(), given().webhook())
    given().posts.answers.push(404)
    await given().becamePublic(ada())
    await deliverDue(here().world)
    const [trouble, ...others] = await troubles(here().world)
    expect(others).toEqual([])
    expect(trouble).toMatchObject({ kind: 'alert', state: 'dead', failure: 'http_404', retriable: true })
    expect(await channelsOf(here().world, ben())).toMatchObject([{ failing: { code: 'http_404' } }])
    expect(await retryDead(here().world, ada(), trouble?.id ?? '')).toEqual({ done: true })
    await deliverDue(here().world)
    expect(given().posts.came).toHaveLength(2)
    expect(await troubles(here().world)).toEqual([])
    expect(await channelsOf(here().world, ben())).toMatchObject([{ failing: null }])
  })

  test('what an administrator no longer allows is refused at the moment of sending', async () => {
    await given().added(ben(), given().webhook())
    await configureAlerts(here().world, ada(), { privateAddresses: false })
    await given().becamePublic(ada())
    await deliverDue(here().world)
    expect([given().posts.came, (await troubles(here().world)).map(({ failure }) => failure)]).toEqual([
      [],
      ['not_https'],
    ])
  })

  test('a product that ended in between sends it again under the same id', async () => {
    await given().added(ben(), given().webhook())
    await given().becamePublic(ada())
    const { store } = here().world
    // As if it had ended right after the other side had answered, before that was noted.
    const commit = store.commit.bind(store)
    store.commit = (batch) =>
      batch.outboxChanges?.some(({ state }) => state === 'done') === true && given().posts.came.length > 0
        ? Promise.reject(new StoreFailed('disk_full', 'no room'))
        : commit(batch)
    await deliverDue(here().world)
    store.commit = commit
    expect(given().posts.came).toHaveLength(1)
    await wind(here(), 'PT11M')
    await deliverDue(here().world)
    await wind(here(), 'PT31S')
    await deliverDue(here().world)
    expect(new Set(given().posts.came.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(given().posts.came.length).toBeGreaterThan(1)
  })
})

describe('who hears', () => {
  test('nobody whose seat has ended, though the alert was on its way', async () => {
    await given().added(ben(), given().webhook('/ben'))
    await given().added(cleo(), given().webhook('/cleo'))
    given().posts.answers.push(500, 500)
    await given().becamePublic(ada())
    await deliverDue(here().world)
    expect(given().posts.came).toHaveLength(2)
    expect(await unseatMember(here().world, ada(), { person: ben(), reason: 'moved on' })).toEqual({ done: true })
    given().posts.came.length = 0
    await wind(here(), 'PT31S')
    await deliverDue(here().world)
    expect(given().posts.came.map(({ path }) => path)).toEqual(['/cleo'])
    expect(await troubles(here().world)).toEqual([])
  })

  test('nobody by a channel that was removed', async () => {
    const { added: channel } = await given().added(ben(), given().webhook())
    given().posts.answers.push(500)
    await given().becamePublic(ada())
    await deliverDue(here().world)
    expect(await removeChannel(here().world, ben(), channel.id)).toEqual({ done: true })
    expect(await removeChannel(here().world, ben(), channel.id)).toMatchObject({ code: 'no_such_channel' })
    await wind(here(), 'PT31S')
    await deliverDue(here().world)
    expect([given().posts.came.length, await channelsOf(here().world, ben())]).toEqual([1, []])
  })

  test('an engineer of the fix team, of their case alone', async () => {
    const { id } = await reported(here())
    const engineer = await teamed(here(), id)
    await given().added(engineer, given().webhook())
    await deliverDue(here().world)
    const other = await given().becamePublic(ada())
    await deliverDue(here().world)
    expect([other === id, given().posts.came]).toEqual([false, []])
    await does(here(), ada(), id, 'notePublic', { how: 'a talk', evidence })
    await deliverDue(here().world)
    expect(toldOf().map(({ case: of }) => of)).toEqual([id])
  })

  test('whoever did it hears nothing of it', async () => {
    await given().added(ada(), given().webhook())
    await given().becamePublic(ada())
    await deliverDue(here().world)
    expect(given().posts.came).toEqual([])
  })
})

test('while a server has no way out for mail, posts leave all the same, once', async () => {
  await instead({ mailServer: false })
  await given().added(ben(), given().webhook())
  const { id } = await reported(here(), { public: true, publicWhere: 'https://example.org/blog' })
  const world = { ...here().world, mode: 'production' as const }
  for (let round = 0; round < 4; round += 1) {
    await deliverDue(world)
    await wind(here(), 'PT6M')
  }
  // The mails still wait as one entry, and become mails when there is a way.
  expect((await here().world.store.outbox({ limit: 100, states: ['waiting'] })).map(({ kind }) => kind)).toContain(
    'news',
  )
  expect(toldOf().map(({ case: of }) => of)).toEqual([id])
  await configureMail(here().world, ada(), { from: 'security@example.org', host: '127.0.0.1', security: 'none' })
  await wind(here(), 'PT6M')
  await deliverDue(world)
  expect([given().posts.came.length, here().sent.some(({ to }) => to[0] === 'ben@example.org')]).toEqual([1, true])
})
