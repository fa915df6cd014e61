import { afterEach, describe, expect, test } from 'vitest'
import type { PersonId } from '../../core/kernel/index.ts'
import { announced, does, prepared, reported } from '../../../tests/kit/voyage.ts'
import { deliverDue, retryDead, troubles } from '../index.ts'
import { answering, at, closeAll, rowsOf, stateOf, later, unsure, refused } from '../../../tests/kit/mailServer.ts'
import { wind } from '../../../tests/kit/wind.ts'

afterEach(closeAll)

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
