import { afterEach, describe, expect, test } from 'vitest'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { announced, does, prepared, reported, teamed } from '../../../tests/kit/voyage.ts'
import { unfold } from './unfold.ts'
import { deliverDue, requestSignIn, retryDead, troubles } from '../index.ts'
import { MailFailed, StoreFailed, type Mail, type MailOutcome, type OutgoingMail } from '../ports/index.ts'
import type { World } from '../world.ts'

/** A mail server that answers as it is told; without an answer left, it accepts. */
function answering(...answers: (MailOutcome | Error | (() => Promise<unknown>))[]) {
  const tried: OutgoingMail[] = []
  const mail: Mail = {
    async send(_, message) {
      tried.push(message)
      const answer = answers.shift() ?? { outcome: 'sent' }
      if (answer instanceof Error) throw answer
      if (typeof answer !== 'function') return answer
      await answer()
      return { outcome: 'sent' }
    },
  }
  return { mail, tried, answers }
}

const opened: TestWorld[] = []
async function at(server: { mail: Mail }, more: object = {}): Promise<TestWorld> {
  const here = await testWorld({ mail: server.mail, ...more })
  opened.push(here)
  return here
}
afterEach(async () => {
  for (const here of opened.splice(0)) await here.close()
})

const wind = (here: TestWorld, by: string) => here.world.clock?.wind(Temporal.Duration.from(by))
const rowsOf = (here: TestWorld) => here.world.store.outbox({ limit: 100 })
const stateOf = async (here: TestWorld, id: CaseId) => (await here.world.records.read('case', id)).state!
const later = { outcome: 'later', code: 'smtp_450' } as const
const unsure = { outcome: 'unsure', code: 'connection_lost' } as const
const refused = { outcome: 'refused', code: 'smtp_550' } as const

/** A store that would have taken these entries, and fails. */
const offered: string[] = []
const unwilling: World['store']['commit'] = async ({ outbox = [] }) => {
  offered.push(...outbox.map(({ id }) => id))
  throw new StoreFailed('disk_full', 'no room')
}

/** One entry and nothing else: a sign-in link for the first member. */
async function one(here: TestWorld) {
  await requestSignIn(here.world, 'ada@example.org')
  return async () => (await rowsOf(here))[0]!
}

describe('a notice', () => {
  test('is sent once, marked as a machine’s, and is then done', async () => {
    const server = answering()
    const here = await at(server)
    const row = await one(here)
    expect(await deliverDue(here.world)).toEqual({ sent: 1, later: 0, dead: 0 })
    expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
    expect(server.tried).toMatchObject([{ to: ['ada@example.org'], automatic: true }])
    expect(await row()).toMatchObject({ state: 'done', attempts: 1, failure: null })
  })

  test('is tried again later and later, under one Message-ID, until it is a dead letter', async () => {
    const server = answering(...Array.from({ length: 20 }, () => later))
    const here = await at(server)
    const row = await one(here)
    const pauses: number[] = []
    for (let round = 0; round < 20 && (await row()).state === 'waiting'; round += 1) {
      const before = here.world.machine.now()
      await deliverDue(here.world)
      const { state, due } = await row()
      if (state !== 'waiting') break
      pauses.push(Math.round(before.until(Temporal.Instant.from(due)).total('seconds')))
      expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
      await wind(here, `PT${pauses.at(-1)! + 1}S`)
    }
    expect(pauses).toEqual([30, 120, 480, 1920, 7680, 21_600, 21_600])
    expect(server.tried).toHaveLength(8)
    expect(new Set(server.tried.map(({ messageId }) => messageId)).size).toBe(1)
    expect(await row()).toMatchObject({ state: 'dead', attempts: 8, failure: 'smtp_450' })
    expect(await troubles(here.world)).toMatchObject([{ kind: 'sign-in', state: 'dead', retriable: true }])
  })

  test.each([
    ['refused for good', refused, 'smtp_550'],
    ['that must not leave', new MailFailed('unsafe_header', 'a line break'), 'unsafe_header'],
  ])('%s is a dead letter at once, which a person can send again', async (_, answer, code) => {
    const server = answering(answer)
    const here = await at(server)
    const row = await one(here)
    expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 1 })
    const { id } = await row()
    expect(await row()).toMatchObject({ state: 'dead', failure: code })
    expect(await retryDead(here.world, 'p-stranger00000', id)).toMatchObject({ code: 'not_allowed' })
    expect(await retryDead(here.world, here.members[1]!, id)).toMatchObject({ done: true })
    expect(await deliverDue(here.world)).toMatchObject({ sent: 1 })
    expect(server.tried[0]?.messageId).toBe(server.tried[1]?.messageId)
    expect(await retryDead(here.world, here.members[1]!, id)).toHaveProperty('refused')
  })

  test('in doubt, or interrupted, is sent again under the same Message-ID', async () => {
    const server = answering(unsure)
    const here = await at(server)
    const row = await one(here)
    await deliverDue(here.world)
    expect(await row()).toMatchObject({ state: 'waiting', failure: 'connection_lost' })
    await wind(here, 'PT1M')
    // The product ends after the lease is on disk.
    const now = here.world.machine.now()
    await here.world.store.leaseOutbox(now.toString(), now.add({ minutes: 10 }).toString(), 9)
    await wind(here, 'PT9M')
    expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
    expect(await row()).toMatchObject({ state: 'sending' })
    await wind(here, 'PT2M')
    await deliverDue(here.world)
    expect(await row()).toMatchObject({ state: 'waiting', failure: 'interrupted' })
    await wind(here, 'PT3M')
    expect(await deliverDue(here.world)).toMatchObject({ sent: 1 })
    expect(new Set(server.tried.map(({ messageId }) => messageId)).size).toBe(1)
  })

  test('waits for a mail server in production, however long; on this machine it is kept', async () => {
    const server = answering()
    const here = await at(server, { mailServer: false })
    const row = await one(here)
    const production: World = { ...here.world, mode: 'production' }
    for (let round = 0; round < 20; round += 1) {
      await deliverDue(production)
      await wind(here, 'PT12H')
    }
    expect(await row()).toMatchObject({ state: 'waiting', attempts: 0, failure: 'no_mail_server' })
    expect(await deliverDue(here.world)).toMatchObject({ sent: 1 })
    expect(await row()).toMatchObject({ state: 'done' })
    expect(server.tried).toEqual([])
  })
})

describe('one entry keeps no other', () => {
  test('that always fails, that is damaged, or whose case is gone', async () => {
    const server = answering(new TypeError('a defect of the adapter'))
    const here = await at(server)
    await one(here)
    await deliverDue(here.world)
    const [erased, sound] = [await reported(here), await reported(here)]
    await here.world.vault.destroyKey(erased.id)
    await wind(here, 'PT1M')
    await deliverDue(here.world)
    const rows = await rowsOf(here)
    const of = (id: CaseId) => rows.filter(({ stream }) => stream === id).map(({ state }) => state)
    expect(of(sound.id)).toEqual(of(sound.id).map(() => 'done'))
    expect(of(erased.id)).toEqual(of(erased.id).map(() => 'dead'))
    // The news, three members, the reporter.
    expect(of(sound.id)).toHaveLength(5)
    expect(of(erased.id)).toHaveLength(1)
  })

  test('that takes long: others leave beside it', async () => {
    const slow = Promise.withResolvers<void>()
    const server = answering(() => slow.promise)
    const here = await at(server)
    await one(here)
    await one(here)
    await one(here)
    const delivering = deliverDue(here.world)
    while (server.tried.length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
    slow.resolve()
    expect(await delivering).toMatchObject({ sent: 3 })
  })
})

describe('news of a case', () => {
  test('is one entry however many people hear of it, and one mail for each of them', async () => {
    const server = answering()
    const here = await at(server)
    const { id } = await reported(here)
    expect(await here.world.store.outbox({ stream: id, limit: 9 })).toMatchObject([{ kind: 'news' }])
    await deliverDue(here.world)
    expect(server.tried.map(({ to }) => to[0]).sort()).toEqual([
      'ada@example.org',
      'ben@example.org',
      'cleo@example.org',
      'rey@example.org',
    ])
  })

  test('that falls due together is one mail to each reader, which says how much and nothing of what', async () => {
    const server = answering(later)
    const here = await at(server)
    const [one, other] = [await reported(here), await reported(here)]
    for (const nth of [1, 2, 3]) {
      await does(here, here.members[0], one.id, 'post', { room: 'team', text: `the parser trusts it ${nth}` })
    }
    await deliverDue(here.world)
    await wind(here, 'PT1M')
    await deliverDue(here.world)
    const to = (address: string) => server.tried.filter((mail) => mail.to.includes(address))
    expect(to('cleo@example.org').map(({ subject }) => subject)).toEqual(['[Anchorage security] 5 things need you'])
    const [{ text } = { text: '' }] = to('cleo@example.org')
    expect(text).toContain('5 things have happened on 2 cases.')
    expect(text).toContain('There is a new message in a case’s thread. (3 times)')
    for (const { id } of [one, other]) expect(text).toContain(`/cases/${id}`)
    expect(text).not.toContain('parser')
    expect(to('ada@example.org').at(-1)?.subject).toContain('2 things need you')
    // Their link is good for one report, so a reporter has a mail for each.
    expect(to('rey@example.org')).toHaveLength(2)
    // One of them was put off, and is the same mail.
    const ids = server.tried.map(({ messageId }) => messageId)
    expect([ids.length, new Set(ids).size]).toEqual([6, 5])
  })

  test('of several cases leaves out the one that its reader lost meanwhile', async () => {
    const server = answering()
    const here = await at(server)
    const [one, other] = [await reported(here), await reported(here)]
    await deliverDue(here.world)
    server.tried.length = 0
    server.answers.push(later, later, later, later, later)
    for (const { id } of [one, other]) {
      await does(here, here.members[0], id, 'post', { room: 'team', text: 'a word for the team' })
    }
    await deliverDue(here.world)
    await here.world.vault.destroyKey(other.id)
    await wind(here, 'PT1M')
    await deliverDue(here.world)
    const last = server.tried.at(-1)
    expect(last?.subject).toContain(`Something needs you (${one.id})`)
    expect(last?.text).not.toContain(other.id)
  })

  test('waits as one for a mail server in production', async () => {
    const server = answering()
    const here = await at(server, { mailServer: false })
    const production: World = { ...here.world, mode: 'production' }
    const { id } = await reported(here)
    for (const nth of [1, 2, 3]) {
      await does(here, here.members[0], id, 'post', { room: 'team', text: `word ${nth}` })
      await deliverDue(production)
    }
    const ofCases = async () => (await rowsOf(here)).filter(({ kind }) => kind !== 'welcome')
    expect((await ofCases()).map(({ kind, state, failure }) => [kind, state, failure])).toEqual(
      Array.from({ length: 4 }, () => ['news', 'waiting', 'no_mail_server']),
    )
    await wind(here, 'PT6M')
    await deliverDue(here.world)
    const mails = (await ofCases()).filter(({ kind }) => kind !== 'news')
    expect(mails.map(({ kind }) => kind).sort()).toEqual(['digest', 'digest', 'notice', 'reporter-notice'])
  })

  test('that was taken when the product ended is not lost, and gives the same mails', async () => {
    const server = answering()
    const here = await at(server)
    await reported(here)
    const now = here.world.machine.now()
    const taken = await here.world.store.leaseOutbox(now.toString(), now.add({ minutes: 10 }).toString(), 9, 'news')
    expect(taken).toHaveLength(1)
    await deliverDue(here.world)
    expect(server.tried).toEqual([])
    await wind(here, 'PT11M')
    await deliverDue(here.world)
    await wind(here, 'PT1M')
    await deliverDue(here.world)
    expect(server.tried).toHaveLength(4)
    // Made again from a backup of before, they would be the same ones.
    const again = await unfold({ ...here.world, store: { ...here.world.store, commit: unwilling } }, taken)
    expect(again).toEqual(['unsettled'])
    // Several leave at the same time: which of them is tried first, nothing says.
    const tried = server.tried.map(({ messageId }) => messageId.split('@')[0])
    expect(offered.toSorted()).toEqual(tried.toSorted())
  })

  test('that is damaged is a dead letter which people see, and keeps no other', async () => {
    const server = answering()
    const here = await at(server)
    const { id } = await reported(here)
    const forged = {
      id: 'o-forged000000',
      stream: id,
      kind: 'news',
      class: 'notice',
      sealed: new Uint8Array(60),
    } as const
    const at1 = here.world.machine.now().toString()
    await here.world.store.commit({ outbox: [{ ...forged, due: at1, created: at1 }] })
    expect(await deliverDue(here.world)).toEqual({ sent: 4, later: 0, dead: 1 })
    expect(await troubles(here.world)).toMatchObject([{ id: forged.id, kind: 'news', case: id, failure: 'tampered' }])
  })
})

describe('access is asked again at the moment of sending', () => {
  test('whoever lost it meanwhile gets nothing', async () => {
    const server = answering()
    const here = await at(server)
    const { id } = await reported(here)
    const max = await teamed(here, id)
    await deliverDue(here.world)
    const before = server.tried.length
    await does(here, here.members[0], id, 'post', { room: 'team', text: 'a word for the team' })
    await does(here, here.members[0], id, 'revokeAccess', { person: max, reason: 'left' })
    await deliverDue(here.world)
    expect(server.tried.slice(before).flatMap(({ to }) => to)).not.toContain('max@example.org')
  })
})

describe('an outward mail', () => {
  async function announcing(...answers: Parameters<typeof answering>) {
    const server = answering()
    const here = await at(server)
    const { id } = await reported(here)
    await prepared(here, id)
    await deliverDue(here.world)
    server.tried.length = 0
    server.answers.push(...answers)
    await announced(here, id)
    const entry = async () => (await rowsOf(here)).find(({ kind }) => kind === 'announcement')!
    const list = () => server.tried.filter(({ to }) => to.includes('announce@example.org'))
    return { ...here, server, id, entry, list, here }
  }

  test('delivered is on the case’s record with its Message-ID', async () => {
    const { here, id, list, entry } = await announcing()
    await deliverDue(here.world)
    expect(list()).toMatchObject([{ automatic: false }])
    expect(await stateOf(here, id)).toMatchObject({
      announcement: { state: 'delivered', messageId: list()[0]?.messageId },
    })
    expect(await entry()).toMatchObject({ state: 'done' })
  })

  test('refused is on record as failed, tells the committee, and goes again as the same mail', async () => {
    const { here, id, list, entry, server } = await announcing(refused)
    await deliverDue(here.world)
    expect((await stateOf(here, id)).announcement).toMatchObject({ state: 'failed' })
    expect(await entry()).toMatchObject({ state: 'dead', failure: 'smtp_550' })
    await deliverDue(here.world)
    expect(server.tried.some(({ text }) => text.includes('could not be delivered'))).toBe(true)
    const { id: dead } = await entry()
    expect(await retryDead(here.world, here.members[0]!, dead)).toMatchObject({ code: 'settled_in_case' })
    await does(here, here.members[2], id, 'settleAnnouncement', { delivered: 'send-again', note: 'not in the archive' })
    await deliverDue(here.world)
    expect((await stateOf(here, id)).announcement).toMatchObject({ state: 'delivered' })
    expect(list()).toHaveLength(2)
    expect({ ...list()[1], date: '' }).toEqual({ ...list()[0], date: '' })
    expect((await rowsOf(here)).filter(({ kind }) => kind === 'announcement')).toHaveLength(1)
    expect(await entry()).toMatchObject({ state: 'done', id: dead })
  })

  test.each([
    ['the connection broke after the text', unsure],
    ['the adapter failed', new TypeError('a defect')],
  ])('in doubt (%s) is never sent twice without a person’s word', async (_, answer) => {
    const { here, id, list, entry } = await announcing(answer)
    await deliverDue(here.world)
    await wind(here, 'P1D')
    await deliverDue(here.world)
    expect(list()).toHaveLength(1)
    expect((await stateOf(here, id)).announcement).toMatchObject({ state: 'unsure' })
    await does(here, here.members[2], id, 'settleAnnouncement', {
      delivered: 'delivered',
      messageId: 'seen@example.org',
    })
    expect((await stateOf(here, id)).announcement).toMatchObject({ state: 'delivered', messageId: 'seen@example.org' })
    expect(await entry()).toMatchObject({ state: 'done' })
    expect(await troubles(here.world)).toEqual([])
    await deliverDue(here.world)
    expect(list()).toHaveLength(1)
  })

  test('interrupted while it was being sent becomes unsure and asks a person', async () => {
    const { here, id, list, entry } = await announcing()
    const now = here.world.machine.now()
    await here.world.store.leaseOutbox(now.toString(), now.add({ minutes: 10 }).toString(), 99)
    await wind(here, 'PT11M')
    await deliverDue(here.world)
    expect(list()).toEqual([])
    expect(await entry()).toMatchObject({ state: 'unsure', failure: 'interrupted' })
    expect((await stateOf(here, id)).announcement).toMatchObject({ state: 'unsure' })
    await does(here, here.members[2], id, 'settleAnnouncement', { delivered: 'send-again' })
    await deliverDue(here.world)
    expect(list()).toHaveLength(1)
    expect((await stateOf(here, id)).announcement).toMatchObject({ state: 'delivered' })
  })

  test('gives up within minutes when it surely does not go out, and says so on the case', async () => {
    const { here, id, entry } = await announcing(...Array.from({ length: 99 }, () => later))
    for (let round = 0; round < 6; round += 1) {
      await deliverDue(here.world)
      await wind(here, 'PT10M')
    }
    expect(await entry()).toMatchObject({ state: 'dead', attempts: 4 })
    expect((await stateOf(here, id)).announcement).toMatchObject({ state: 'failed' })
  })

  test('its outcome is recorded after an act that came between', async () => {
    const { here, id, server } = await announcing()
    server.answers.push(() => does(here, here.members[0], id, 'post', { room: 'team', text: 'is it out?' }))
    await Promise.all([
      deliverDue(here.world),
      ...Array.from({ length: 10 }, (_, nth) =>
        does(here, here.members[0] as PersonId, id, 'post', { room: 'team', text: `word ${nth}` }),
      ),
    ])
    const c = await stateOf(here, id)
    expect(c.announcement).toMatchObject({ state: 'delivered' })
    expect(c.posts.length).toBeGreaterThanOrEqual(10)
  })
})

describe('feedback', () => {
  test('goes to the list in its writer’s name; one that fails is shown and told', async () => {
    const server = answering()
    const here = await at(server)
    const { id } = await reported(here)
    await prepared(here, id)
    await announced(here, id)
    await deliverDue(here.world)
    await deliverDue(here.world)
    server.tried.length = 0
    server.answers.push(refused)
    await does(here, here.members[0], id, 'giveFeedback', { text: 'the checks helped', consents: true })
    await deliverDue(here.world)
    expect(server.tried[0]).toMatchObject({ text: 'the checks helped', replyTo: 'ada@example.org', automatic: false })
    const [trouble] = await troubles(here.world)
    expect(trouble).toMatchObject({ kind: 'feedback', case: id, state: 'dead', retriable: true })
    await deliverDue(here.world)
    expect(server.tried.filter(({ text }) => text.includes('could not be delivered'))).toHaveLength(3)
    await retryDead(here.world, here.members[0]!, trouble!.id)
    await deliverDue(here.world)
    const feedback = server.tried.filter(({ text }) => text === 'the checks helped')
    expect(feedback.map(({ messageId }) => messageId)).toEqual([feedback[0]?.messageId, feedback[0]?.messageId])
  })
})
