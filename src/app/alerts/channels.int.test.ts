import { describe, expect, test } from 'vitest'
import { eachAlerting } from '../../../tests/kit/alerts.ts'
import { people } from '../../../tests/kit/world.ts'
import { topics } from '../effects/index.ts'
import {
  addChannel,
  askChannelAgain,
  channelOfLink,
  channelsOf,
  configureAlerts,
  confirmChannel,
  deliverDue,
  mailbox,
  openKeptLink,
  removeChannel,
  testChannel,
} from '../index.ts'

const { here, given, instead, ada, ben, cleo } = eachAlerting()

describe('a mail address', () => {
  const pager = { kind: 'mail', to: 'Ben@Pager.example.org', label: 'my pager' }
  const links = () => here().sent.flatMap(({ text }) => /\/channel\/(\S+)/.exec(text)?.[1] ?? [])

  test('counts once its link was opened by who named it, once', async () => {
    const { added: channel, secret } = await given().added(ben(), pager)
    expect([channel.shown, channel.confirmed, secret]).toEqual(['ben@pager.example.org', false, null])
    expect(await testChannel(here().world, ben(), channel.id)).toMatchObject({ code: 'channel_unconfirmed' })
    await given().becamePublic(ada())
    await deliverDue(here().world)
    expect(here().sent.map(({ to }) => to[0])).not.toContain('ben@pager.example.org')
    expect(await askChannelAgain(here().world, ben(), channel.id)).toEqual({ done: true })
    await deliverDue(here().world)
    const [link = ''] = links()
    const asked = here().sent.find(({ text }) => text.includes(link))
    expect([asked?.to, asked?.text.includes('Ben')]).toEqual([['ben@pager.example.org'], false])
    expect(await channelOfLink(here().world, link, ben())).toBe('ben@pager.example.org')
    expect(await channelOfLink(here().world, link, cleo())).toBeUndefined()
    expect(await confirmChannel(here().world, link, cleo())).toBeUndefined()
    const both = await Promise.all([1, 2].map(() => confirmChannel(here().world, link, ben())))
    expect(both.filter((one) => one !== undefined)).toEqual([{ to: 'ben@pager.example.org' }])
    expect(await confirmChannel(here().world, link, ben())).toBeUndefined()
    const id = await given().becamePublic(ada())
    await deliverDue(here().world)
    const alert = here().sent.find(({ to }) => to[0] === 'ben@pager.example.org')
    expect(alert?.subject).toBe(`[Anchorage security] Urgent: something needs you (${id})`)
    expect(alert?.text).toBe(`${topics.urgent}\nhttp://127.0.0.1:8080/cases/${id}\n`)
  })

  test('its link leads nowhere once it was removed', async () => {
    const { added: channel } = await given().added(ben(), pager)
    await deliverDue(here().world)
    const [link = ''] = links()
    await removeChannel(here().world, ben(), channel.id)
    expect(await channelOfLink(here().world, link, ben())).toBeUndefined()
    expect(await confirmChannel(here().world, link, ben())).toBeUndefined()
    // One that was removed before its mail left gets none.
    const { added: another } = await given().added(ben(), pager)
    await removeChannel(here().world, ben(), another.id)
    here().sent.length = 0
    await deliverDue(here().world)
    expect(here().sent).toEqual([])
  })

  test('without a mail server it is kept in the mailbox page; posts leave', async () => {
    await instead({ mailServer: false })
    await given().added(ben(), pager)
    await given().added(ben(), given().webhook())
    await deliverDue(here().world)
    const kept = await mailbox(here().world)
    const asked = kept.find(({ row }) => row.kind === 'channel')
    expect([asked?.message?.to, asked?.hasOwnLink]).toEqual([['ben@pager.example.org'], true])
    const link = (await openKeptLink(here().world, asked?.row.id ?? ''))?.split('/').at(-1) ?? ''
    expect(await confirmChannel(here().world, link, ben())).toEqual({ to: 'ben@pager.example.org' })
    await given().becamePublic(ada())
    await deliverDue(here().world)
    expect(given().posts.came).toHaveLength(1)
    const kinds = (await mailbox(here().world)).map(({ row }) => row.kind)
    expect([kinds.includes('alert-mail'), kinds.includes('alert')]).toEqual([true, false])
  })
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
    const answer = await addChannel(here().world, ben(), fields)
    if (!('badInput' in answer)) throw new Error('it was taken')
    expect(answer.problems[0]).toMatchObject({ field: 'to' })
    expect(answer.problems[0]?.says).toContain(says)
    expect(await channelsOf(here().world, ben())).toEqual([])
  })

  test('an address of this machine or network only where an administrator allows it', async () => {
    expect(await configureAlerts(here().world, ben(), { privateAddresses: true })).toMatchObject({
      code: 'not_allowed',
    })
    await configureAlerts(here().world, ada(), {})
    for (const to of [`${given().posts.address}/x`, 'https://10.0.0.1/x', 'https://localhost/x']) {
      expect(await addChannel(here().world, ben(), { kind: 'chat', to })).toHaveProperty('badInput')
    }
  })

  test('few, and none twice; each is shown without its secret', async () => {
    const { secret } = await given().added(ben(), given().webhook('/services/a-secret'))
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(await addChannel(here().world, ben(), given().webhook('/services/a-secret'))).toMatchObject({
      code: 'nothing_changes',
    })
    expect(await addChannel(here().world, ben(), { kind: 'mail', to: people[1]?.email })).toMatchObject({
      code: 'nothing_changes',
    })
    const shown = JSON.stringify(await channelsOf(here().world, ben()))
    expect(shown).toContain('http://127.0.0.1')
    expect([shown.includes('a-secret'), shown.includes('whsec_')]).toEqual([false, false])
    for (const n of [2, 3, 4, 5]) await given().added(ben(), given().webhook(`/${n}`))
    expect(await addChannel(here().world, ben(), given().webhook('/6'))).toMatchObject({ code: 'too_many_channels' })
    expect(await channelsOf(here().world, cleo())).toEqual([])
    const [own] = await channelsOf(here().world, ben())
    expect(await testChannel(here().world, cleo(), own?.id ?? '')).toMatchObject({ code: 'no_such_channel' })
    expect(await removeChannel(here().world, cleo(), own?.id ?? '')).toMatchObject({ code: 'no_such_channel' })
  })
})
