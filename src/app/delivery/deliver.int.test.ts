import { afterEach, describe, expect, test } from 'vitest'
import type { CaseId } from '../../core/kernel/index.ts'
import type { TestWorld } from '../../../tests/kit/world.ts'
import { does, reported, teamed } from '../../../tests/kit/voyage.ts'
import { configureMail, deliverDue, requestSignIn, retryDead, troubles } from '../index.ts'
import { MailFailed } from '../ports/index.ts'
import { tryWaitingNow } from '../effects/index.ts'
import type { World } from '../world.ts'
import { answering, at, closeAll, rowsOf, later, unsure, refused } from '../../../tests/kit/mailServer.ts'
import { wind } from '../../../tests/kit/wind.ts'

afterEach(closeAll)

/** One entry and nothing else: a sign-in link for the first member. */
async function one(here: TestWorld) {
  await requestSignIn(here.world, 'ada@example.org')
  return async () => (await rowsOf(here))[0]!
}

/** The same world, in which commits wait. */
function slowly(world: World, until: Promise<void>): World {
  const { store } = world
  const commit: typeof store.commit = (batch) => until.then(() => store.commit(batch))
  return { ...world, store: { ...store, commit } }
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
    const pauses = [30, 120, 480, 1920, 7680, 21_600, 21_600]
    for (const pause of pauses) {
      const before = here.world.machine.now()
      await deliverDue(here.world)
      const after = here.world.machine.now()
      // It was tried somewhere between the two.
      const due = Temporal.Instant.from((await row()).due)
      expect(before.until(due).total('seconds')).toBeGreaterThanOrEqual(pause)
      expect(after.until(due).total('seconds')).toBeLessThanOrEqual(pause)
      expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
      await wind(here, `PT${pause + 1}S`)
    }
    await deliverDue(here.world)
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
    const many = Array.from({ length: 101 }, (_, nth) => `o-${nth}`)
    expect(await retryDead(here.world, here.members[1]!, ...many)).toMatchObject({ code: 'too_many_to_retry' })
    expect(await retryDead(here.world, here.members[1]!)).toMatchObject({ code: 'nothing_to_retry' })
  })

  test('that two people send again at once goes out once', async () => {
    const server = answering(refused)
    const here = await at(server)
    const row = await one(here)
    await deliverDue(here.world)
    const { id } = await row()
    // Ben pressed while it was undelivered; before his word is on disk, Ada's is, and the mail has left.
    const meanwhile = Promise.withResolvers<void>()
    const [ada, ben] = here.members
    const both = retryDead(slowly(here.world, meanwhile.promise), ben!, id)
    expect(await retryDead(here.world, ada!, id)).toEqual({ done: true })
    expect(await deliverDue(here.world)).toMatchObject({ sent: 1 })
    meanwhile.resolve()
    expect(await both).toEqual({ done: true })
    expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
    expect([server.tried.length, (await row()).state]).toEqual([2, 'done'])
  })

  test('that left while somebody mended the mail server is not sent again for that', async () => {
    const server = answering(later)
    const here = await at(server)
    const row = await one(here)
    await deliverDue(here.world)
    await wind(here, 'PT1M')
    const meanwhile = Promise.withResolvers<void>()
    const trying = tryWaitingNow(slowly(here.world, meanwhile.promise))
    expect(await deliverDue(here.world)).toMatchObject({ sent: 1 })
    meanwhile.resolve()
    await trying
    expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
    expect([server.tried.length, (await row()).state]).toEqual([2, 'done'])
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

  test('that waits for its next try is tried at once by new settings; one that leaves at this moment is left alone', async () => {
    const server = answering(later, later)
    const here = await at(server)
    const row = await one(here)
    await deliverDue(here.world)
    await wind(here, 'PT31S')
    await deliverDue(here.world)
    expect(await row()).toMatchObject({ state: 'waiting', attempts: 2 })
    expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
    const settings = { from: 'security@example.org', host: '127.0.0.1', port: 2525, security: 'none' }
    expect(await configureMail(here.world, here.members[2]!, settings)).toHaveProperty('refused')
    expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
    expect(await configureMail(here.world, here.members[0]!, settings)).toEqual({ done: true })
    expect(await deliverDue(here.world)).toEqual({ sent: 1, later: 0, dead: 0 })
    expect(await row()).toMatchObject({ state: 'done', attempts: 3 })
    expect(await configureMail(here.world, here.members[0]!, settings)).toEqual({ done: true })
    expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
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

describe('access is asked again at the moment of sending', () => {
  test('whoever lost it meanwhile gets nothing but the word that they did', async () => {
    const server = answering()
    const here = await at(server)
    const { id } = await reported(here)
    const max = await teamed(here, id)
    await deliverDue(here.world)
    const before = server.tried.length
    await does(here, here.members[0], id, 'post', { room: 'team', text: 'a word for the team' })
    await does(here, here.members[0], id, 'revokeAccess', { person: max, reason: 'left' })
    await deliverDue(here.world)
    const toMax = server.tried.slice(before).filter(({ to }) => to[0] === 'max@example.org')
    expect(toMax.map(({ subject }) => subject)).toEqual([
      `[Anchorage security] You are no longer on a fix team (${id})`,
    ])
  })
})
