import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { exactStamp } from '../../src/core/clock/index.ts'
import type * as App from '../../src/app/index.ts'
import type { World } from '../../src/app/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import type * as Demo from '../../src/main/demo/index.ts'
import type * as Gate from '../../src/http/gate/index.ts'
import type * as Web from '../../src/http/web/index.ts'
import { testWorld } from '../kit/world.ts'

/** Pages are JSX, which Node does not run as it stands: what was compiled is shown. */
const built = <Module>(path: string): Promise<Module> => import(`../../dist/${path}`) as Promise<Module>
const app = await built<typeof App>('app/index.js')
const { seedDemo } = await built<typeof Demo>('main/demo/index.js')
const { gate, sessionCookie } = await built<typeof Gate>('http/gate/index.js')
const { webRoutes, webVoice } = await built<typeof Web>('http/web/index.js')

/** `full`: the demonstration's cases; `empty`: a community without any; `new`: not set up. */
export type State = 'full' | 'empty' | 'new'
export type As = 'administrator' | 'member' | 'engineer'

export interface Link {
  readonly name: string
  readonly role: string
  readonly path: string
}

export interface Opened {
  readonly world: World
  /** `http://127.0.0.1:PORT`, without a slash. */
  readonly address: string
  readonly links: readonly Link[]
  /** A reporter's own page (in `full`). */
  readonly reporterPath: string
  /** A page opened from now on is this person's. */
  signIn(page: Page, as: As): Promise<void>
  /** A sign-in link that nobody used yet. */
  freshLink(): Promise<string>
  /** The page of a reporter who intends to publish and was asked to wait. */
  askedReporter(): Promise<string>
  /** From now on some mail is undelivered. */
  breakMail(): Promise<void>
  close(): Promise<void>
}

/** The product on loopback, in a folder of its own that goes when it is closed. */
export async function open(state: State, port = 0): Promise<Opened> {
  const { world, members, close } = await testWorld(state === 'empty' ? { mailServer: false } : { found: false })
  const served = gate(world, webRoutes, [webVoice])
  const server = createAdaptorServer({ fetch: served.fetch })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { links, people } = await peopleIn(world, state, members, address)
  const personOf = (as: As): PersonId => {
    const person = people[as]
    if (person === undefined) throw new Error(`nobody is ${as} in ${state}`)
    return person
  }
  return {
    world,
    address,
    links,
    reporterPath: links.find(({ path }) => path.startsWith('/report/'))?.path ?? '/report/none',
    async signIn(page, as) {
      const request = { kind: 'session', subject: personOf(as), scope: null, lasts: 'PT24H' } as const
      const value = await app.mintSecret(world, request, world.machine.now())
      await page.context().addCookies([{ name: sessionCookie, value, url: address }])
    },
    freshLink: async () => `/sign-in/${await app.signInSecret(world, personOf('administrator'))}`,
    askedReporter: () => askedReporter(world, personOf('administrator')),
    breakMail: () => breakMail(world),
    async close() {
      const closed = once(server, 'close')
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
      await close()
    },
  }
}

type People = Partial<Record<As, PersonId>>

async function peopleIn(world: World, state: State, members: readonly PersonId[], address: string) {
  if (state !== 'full') {
    const person = state === 'new' ? await app.firstAdministrator(world) : members[0]
    if (person === undefined) throw new Error('a community without members')
    const path = `/sign-in/${await app.signInSecret(world, person, 'PT24H')}`
    const people: People = { administrator: person, ...(members[1] === undefined ? {} : { member: members[1] }) }
    return { links: [{ name: 'Administrator', role: state, path }], people }
  }
  const { links } = await seedDemo(world, { address })
  const filling = app.openFilling(world)
  while ((await filling.round()) > 0);
  const told = links.map(({ name, role, address: whole }): Link => ({ name, role, path: new URL(whole).pathname }))
  const people: People = {}
  for (const { as, starts } of roles) {
    const link = told.find(({ role }) => role.startsWith(starts))
    const subject = link === undefined ? undefined : await subjectOf(world, link.path)
    if (subject !== undefined) people[as] = subject
  }
  return { links: told, people }
}

const roles = [
  { as: 'administrator', starts: 'administrator' },
  { as: 'member', starts: 'member' },
  { as: 'engineer', starts: 'engineer' },
] as const

/** Whom a sign-in link is for, without using it up. */
async function subjectOf(world: World, path: string): Promise<PersonId | undefined> {
  const row = await app.liveSecret(world, 'sign-in', path.split('/').at(-1) ?? '')
  return row?.subject as PersonId | undefined
}

async function askedReporter(world: World, member: PersonId): Promise<string> {
  const told = {
    title: 'cosign: an empty chain is accepted',
    impact: 'Anyone signs in the name of anyone.\n\nIt needs no key at all.',
    name: 'Robin Reef',
    intendsToPublish: 'yes',
  }
  const reported = await app.report(world, told, 'form')
  if (!('secret' in reported)) throw new Error('the report was not taken')
  const message = 'Thank you for the report. Could you wait with publishing until there is a fix?'
  await app.act(world, member, { case: reported.case, act: 'requestPrivateHandling', fields: { message } })
  return `/report/${reported.secret}`
}

async function breakMail(world: World): Promise<void> {
  await app.requestSignIn(world, 'ada@example.org')
  await app.report(world, { title: 'cosign: a crash', impact: 'It stops.' }, 'form')
  const rows = await world.store.outbox({ states: ['waiting'], limit: 20 })
  const settled = exactStamp(world.machine.now())
  const change = { state: 'dead', attempts: 8, failure: '550', settled } as const
  await world.store.commit({ outboxChanges: rows.map(({ id, due }) => ({ ...change, id, due })) })
}
