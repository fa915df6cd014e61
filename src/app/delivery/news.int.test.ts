import { afterEach, describe, expect, test } from 'vitest'
import { does, reported } from '../../../tests/kit/voyage.ts'
import { unfold } from './unfold.ts'
import { deliverDue, troubles } from '../index.ts'
import { StoreFailed } from '../ports/index.ts'
import type { World } from '../world.ts'
import { answering, at, closeAll, rowsOf, later } from '../../../tests/kit/mailServer.ts'
import { wind } from '../../../tests/kit/wind.ts'

afterEach(closeAll)

/** A store that would have taken these entries, and fails. */
const offered: string[] = []
const unwilling: World['store']['commit'] = async ({ outbox = [] }) => {
  offered.push(...outbox.map(({ id }) => id))
  throw new StoreFailed('disk_full', 'no room')
}

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
