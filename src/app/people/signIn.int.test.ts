import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'
import {
  createToken,
  deliverDue,
  endToken,
  forgetSecrets,
  hashOf,
  isBadInput,
  isLiveLink,
  mintSecret,
  openForgetting,
  personOfSession,
  personOfToken,
  requestSignIn,
  signIn,
  signInSecret,
  signOut,
  tokensOf,
} from '../index.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
beforeEach(async () => {
  here = await testWorld()
  ;[ada, ben] = here.members as [PersonId, PersonId]
})
afterEach(() => here.close())

const linkIn = (text = '') => /\/sign-in\/([\w-]{43})/.exec(text)?.[1] ?? ''

describe('a sign-in link', () => {
  test('comes by mail and opens a session once', async () => {
    await requestSignIn(here.world, ' Ada@Example.org ')
    await deliverDue(here.world)
    const link = linkIn(here.sent.at(-1)?.text)
    expect(await isLiveLink(here.world, link)).toBe(true)
    const done = await signIn(here.world, link)
    expect(done).toMatchObject({ person: ada, scope: null })
    expect((await personOfSession(here.world, done?.session ?? ''))?.id).toBe(ada)
    expect(await signIn(here.world, link)).toBeUndefined()
    expect(await isLiveLink(here.world, link)).toBe(false)
  })

  test('is looked at without being spent: mail scanners open links', async () => {
    const link = await signInSecret(here.world, ada)
    for (let look = 0; look < 5; look += 1) expect(await isLiveLink(here.world, link)).toBe(true)
    expect(await signIn(here.world, link)).toBeDefined()
  })

  test('used twice at the same moment opens one session', async () => {
    const link = await signInSecret(here.world, ada)
    const sessions = await Promise.all(Array.from({ length: 8 }, () => signIn(here.world, link)))
    expect(sessions.filter((one) => one !== undefined)).toHaveLength(1)
  })

  test('two of one person at the same moment are both good', async () => {
    const links = [await signInSecret(here.world, ada), await signInSecret(here.world, ada)]
    const sessions = await Promise.all(links.map((link) => signIn(here.world, link)))
    expect(sessions.map((one) => one?.person)).toEqual([ada, ada])
  })

  test('ends after a quarter of an hour', async () => {
    const link = await signInSecret(here.world, ada)
    await wind(here, 'PT14M50S')
    expect(await isLiveLink(here.world, link)).toBe(true)
    await wind(here, 'PT10S')
    expect(await isLiveLink(here.world, link)).toBe(false)
    expect(await signIn(here.world, link)).toBeUndefined()
  })

  test('of somebody else’s making opens nothing', async () => {
    const link = await signInSecret(here.world, ada)
    const forged = [`${link}x`, link.slice(1), link.toLowerCase(), '', 'a'.repeat(43), `${link.slice(0, 42)}%`]
    for (const wrong of forged.filter((one) => one !== link)) expect(await signIn(here.world, wrong)).toBeUndefined()
    expect(await personOfSession(here.world, link)).toBeUndefined()
    expect(await personOfToken(here.world, `tocsin_${link}`)).toBeUndefined()
  })

  test('is asked for in the same way for an address that nobody has', async () => {
    expect(await requestSignIn(here.world, 'nobody@example.org')).toBeUndefined()
    expect(await deliverDue(here.world)).toEqual({ sent: 0, later: 0, dead: 0 })
  })
})

describe('a session', () => {
  test('ends with signing out, and by itself after a week', async () => {
    const [one, other] = [
      await signIn(here.world, await signInSecret(here.world, ada)),
      await signIn(here.world, await signInSecret(here.world, ada)),
    ]
    await signOut(here.world, one?.session ?? '')
    expect(await personOfSession(here.world, one?.session ?? '')).toBeUndefined()
    expect(await personOfSession(here.world, other?.session ?? '')).toBeDefined()
    await wind(here, 'PT168H')
    expect(await personOfSession(here.world, other?.session ?? '')).toBeUndefined()
  })

  test('is nobody’s once its person was erased', async () => {
    const done = await signIn(here.world, await signInSecret(here.world, ben))
    await here.world.vault.destroyKey(ben)
    expect(await personOfSession(here.world, done?.session ?? '')).toBeUndefined()
  })
})

describe('a token', () => {
  test('stands for its person until its day comes, and is listed by its label only', async () => {
    const made = await createToken(here.world, ada, { label: 'nightly scan', days: '30' })
    const token = 'token' in made ? made.token : ''
    expect(token).toMatch(/^tocsin_[\w-]{43}$/)
    expect((await personOfToken(here.world, token))?.id).toBe(ada)
    const [listed] = await tokensOf(here.world, ada)
    expect(listed).toMatchObject({ label: 'nightly scan' })
    expect(JSON.stringify(listed)).not.toContain(token.slice(7))
    await wind(here, `PT${30 * 24}H`)
    expect(await personOfToken(here.world, token)).toBeUndefined()
  })

  test('is ended by its person, and by nobody else', async () => {
    const made = await createToken(here.world, ada, { label: 'ci' })
    const token = 'token' in made ? made.token : ''
    const id = (await tokensOf(here.world, ada))[0]?.id ?? ''
    expect(await endToken(here.world, ben, id)).toMatchObject({ code: 'no_such_token' })
    expect(await endToken(here.world, ada, id.slice(0, 4))).toMatchObject({ code: 'no_such_token' })
    expect(await personOfToken(here.world, token)).toBeDefined()
    expect(await endToken(here.world, ada, id)).toEqual({ ended: id })
    expect(await personOfToken(here.world, token)).toBeUndefined()
  })

  test.each([{ label: '' }, { label: 'x', days: 0 }, { label: 'x', days: 400 }, { label: 'x\ny' }])(
    'is not made for %o',
    async (fields) => {
      expect(isBadInput(await createToken(here.world, ada, fields))).toBe(true)
      expect(await tokensOf(here.world, ada)).toEqual([])
    },
  )

  test('is kept as a keyed hash: the store never sees it', async () => {
    const made = await createToken(here.world, ada, { label: 'ci' })
    const rows = await here.world.store.secretsOf(ada, 'token')
    expect('token' in made && JSON.stringify(rows)).not.toContain('token' in made ? made.token.slice(7) : '')
  })
})

test('links that no longer work are forgotten after thirty days, and no others', async () => {
  const { world } = here
  const dead = await signInSecret(world, ben)
  const live = await mintSecret(
    world,
    { kind: 'reporter', subject: ben, scope: null, lasts: null },
    world.machine.now(),
  )
  const isKnown = async (secret: string) => (await world.store.secret(hashOf(world, secret))) !== undefined
  await wind(here, 'P30D')
  await forgetSecrets(world)
  expect([await isKnown(dead), await isKnown(live)]).toEqual([true, true])
  await wind(here, 'PT1H')
  await forgetSecrets(world)
  expect([await isKnown(dead), await isKnown(live)]).toEqual([false, true])
})

test('a clock that is far ahead for a while has nothing forgotten that works once it is right again', async () => {
  const { world } = here
  const made = await createToken(world, ada, { label: 'ci' })
  const token = 'token' in made ? made.token : ''
  let ahead = { hours: 10 * 366 * 24 }
  const set = { ...world, machine: { ...world.machine, now: () => world.machine.now().add(ahead) } }
  const forgetting = openForgetting(set)
  // At the start of a machine without its time, and when it is set while it runs.
  await forgetting.round()
  ahead = { hours: 0 }
  await forgetting.round()
  await forgetting.round()
  ahead = { hours: 10 * 366 * 24 }
  await forgetting.round()
  expect((await personOfToken(world, token))?.id).toBe(ada)
  await forgetting.round()
  expect(await personOfToken(world, token)).toBeUndefined()
})

test('what was made under a clock that was ahead does not work for that long once it is right again', async () => {
  const { world } = here
  const year = { hours: 366 * 24 }
  const ahead = { ...world, machine: { ...world.machine, now: () => world.machine.now().add(year) } }
  const [link, other] = [await signInSecret(ahead, ada), await signInSecret(ahead, ada)]
  const done = await signIn(ahead, link)
  const made = await createToken(ahead, ada, { label: 'ci' })
  expect(await isLiveLink(world, other)).toBe(false)
  expect(await signIn(world, other)).toBeUndefined()
  expect(await personOfSession(world, done?.session ?? '')).toBeUndefined()
  // One’s own, which is not had anew at once, goes on; so does what clocks a moment apart have made.
  expect((await personOfToken(world, 'token' in made ? made.token : ''))?.id).toBe(ada)
  const soon = { ...world, machine: { ...world.machine, now: () => world.machine.now().add({ minutes: 4 }) } }
  expect(await isLiveLink(world, await signInSecret(soon, ada))).toBe(true)
})
