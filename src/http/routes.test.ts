import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testWorld, sigstorePolicy, type TestWorld } from '../../tests/kit/world.ts'
import {
  act,
  findOrRegister,
  foundCommunity,
  inviteEngineer,
  mintSecret,
  report,
  signInSecret,
  type World,
} from '../app/index.ts'
import { can, permissions, type Role } from '../core/access/index.ts'
import type { CaseId, PersonId } from '../core/kernel/index.ts'
import { apiRoutes, apiVoice } from './api/index.ts'
import { gate, sessionCookie, type Asked, type Route } from './gate/index.ts'
import { webRoutes, webVoice } from './web/index.ts'

const routes: readonly Route[] = [...apiRoutes, ...webRoutes]
const voices = [apiVoice, webVoice]
const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method.toUpperCase()} ${path}`

type Caller = 'nobody' | 'outsider' | 'member' | 'fixer' | 'invited' | 'administrator'
const callers: readonly Caller[] = ['nobody', 'outsider', 'member', 'fixer', 'invited', 'administrator']

/** What each caller is: told here once more, apart from the code that finds it out. */
const inCommunity: Readonly<Record<Caller, readonly Role[]>> = {
  nobody: [],
  outsider: [],
  member: ['member'],
  // Whoever is on a case may see that there are cases of theirs; on which one they may do what is asked case by case.
  fixer: ['fixer', 'invited'],
  invited: ['fixer', 'invited'],
  administrator: ['administrator'],
}
const onTheCase: Readonly<Record<Caller, readonly Role[]>> = {
  nobody: [],
  outsider: [],
  member: ['member'],
  fixer: ['fixer'],
  invited: ['invited'],
  administrator: [],
}

let setting: TestWorld
let world: World
let sessions: Record<Caller, string | null>
let theCase: { id: CaseId; secret: string }
let another: { id: CaseId; secret: string }

beforeAll(async () => {
  setting = await testWorld({ found: false })
  world = setting.world
  const now = world.machine.now()
  const person = (name: string) =>
    findOrRegister(world, { name, email: `${name}@example.org`, affiliation: '', openpgp: '' }, now)
  const administrator = await person('administrator')
  const founded = await foundCommunity(
    world,
    {
      name: 'Anchorage',
      address: 'http://127.0.0.1:8080',
      from: 'security@example.org',
      policy: sigstorePolicy,
      members: [{ name: 'member', email: 'member@example.org' }],
    },
    administrator,
  )
  if (!('members' in founded)) throw new Error('not founded')
  const [member] = founded.members
  if (member === undefined) throw new Error('no member')
  theCase = await reported('Empty chain accepted')
  another = await reported('Log truncated')
  const fixer = await engineer(member, theCase.id, 'fixer')
  const invited = await engineer(member, theCase.id, 'invited')
  const accepted = await act(world, fixer, { case: theCase.id, act: 'acceptInvitation', fields: { terms: 'yes' } })
  if (!('version' in accepted)) throw new Error(JSON.stringify(accepted))
  const outsider = await person('outsider')
  const people = { outsider, member, fixer, invited, administrator }
  const minted = await Promise.all(Object.entries(people).map(async ([name, one]) => [name, await session(one)]))
  sessions = { nobody: null, ...Object.fromEntries(minted) } as typeof sessions
})
afterAll(() => setting?.close())

async function reported(title: string) {
  const answer = await report(world, { title, impact: 'Anyone can sign as anyone.' }, 'form')
  if (!('secret' in answer)) throw new Error(JSON.stringify(answer))
  return { id: answer.case, secret: answer.secret }
}

async function engineer(member: PersonId, id: CaseId, name: string): Promise<PersonId> {
  const accepted = await act(world, member, { case: id, act: 'acceptReport', fields: {} })
  if (!('version' in accepted) && !('refused' in accepted)) throw new Error(JSON.stringify(accepted))
  const fields = { name, email: `${name}@example.org`, affiliation: '', why: 'knows the code' }
  const invited = await inviteEngineer(world, member, id, fields)
  const event = 'events' in invited ? invited.events.find(({ type }) => type === 'FixTeamInvited') : undefined
  if (event?.type !== 'FixTeamInvited') throw new Error(JSON.stringify(invited))
  return event.person
}

function session(person: PersonId): Promise<string> {
  const request = { kind: 'session', subject: person, scope: null, lasts: 'PT1H' } as const
  return mintSecret(world, request, world.machine.now())
}

/** A real address of the route; what it is about may exist or not. */
function address({ path, scope }: Route, about: { case?: string; secret?: string } = {}): string {
  const secret = scope === 'reporter' ? (about.secret ?? theCase.secret) : 'x'.repeat(43)
  return path
    .replace('/*', '/none')
    .replace(':case', about.case ?? theCase.id)
    .replace(':secret', secret)
    .replaceAll(/:[a-z]+/gi, 'none')
}

function headers(caller: Caller, site = 'same-origin'): Record<string, string> {
  const secret = sessions[caller]
  return { 'sec-fetch-site': site, ...(secret === null ? {} : { cookie: `${sessionCookie}=${secret}` }) }
}

/** The same routes with handlers that only say that they were reached. */
const reaching = routes.map((route): Route => ({ ...route, handle: ({ c }: Asked) => c.text('reached') }))

function expected(route: Route, caller: Caller): number {
  const asked = {
    public: [] as readonly Role[],
    person: inCommunity[caller],
    case: onTheCase[caller],
    reporter: ['reporter'] as const,
  }
  const held: readonly Role[] = asked[route.scope]
  if ((route.scope === 'person' || route.scope === 'case') && caller === 'nobody') return 401
  if (route.scope === 'case' && held.length === 0) return 404
  return can(held, route.act) ? 200 : 403
}

describe('the table of routes', () => {
  it('is everything that is mounted', () => {
    const app = gate(world, routes, voices)
    const mounted = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
    expect(mounted.toSorted()).toEqual(routes.map(nameOf).toSorted())
    expect(new Set(mounted).size).toBe(mounted.length)
    // What runs for every request: headers and the limit of bodies, no page.
    expect(app.routes.filter(({ method }) => method === 'ALL').map(({ path }) => path)).toEqual(['/*', '/*'])
    expect(mounted.length).toBeGreaterThan(100)
  })

  it('hides no address behind an earlier one in which anything may stand', () => {
    const fits = (path: string) =>
      new RegExp(
        `^${path
          .split(/:[A-Za-z]+/)
          .map((part) => RegExp.escape(part))
          .join('[^/]+')}$`,
      )
    const hidden = routes.flatMap((route, at) =>
      routes
        .slice(0, at)
        .filter(({ method, path }) => method === route.method && path !== route.path && fits(path).test(route.path))
        .map((earlier) => [nameOf(route), nameOf(earlier)]),
    )
    expect(hidden).toEqual([])
  })

  it('is the only way to mount one: no other file makes an app of its own', () => {
    const folder = fileURLToPath(new URL('.', import.meta.url))
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!\.test)\.tsx?$/.test(file),
    )
    const making = files.filter((file) => /new Hono\b/.test(readFileSync(`${folder}${file}`, 'utf8')))
    expect(making.toSorted()).toEqual(['gate/gate.ts', 'web/gallery.tsx'])
  })

  it.each(routes.map((route) => [nameOf(route), route] as const))(
    '%s names an act that its scope can ask for',
    (_, route) => {
      const allowed: readonly Role[] = permissions[route.act]
      expect(allowed.length).toBeGreaterThan(0)
      if (route.scope === 'public') expect(allowed).toContain('anyone')
      else if (route.scope === 'reporter') expect(allowed).toContain('reporter')
      else expect(allowed.filter((role) => role !== 'reporter')).not.toEqual([])
      expect(route.path.includes(':case')).toBe(route.scope === 'case')
      if (route.scope === 'reporter') expect(route.path).toContain(':secret')
    },
  )
})

describe.each(callers)('%s', (caller) => {
  it('reaches exactly what the access table gives', async () => {
    const app = gate(world, reaching, voices)
    const found: string[] = []
    const wanted: string[] = []
    for (const route of routes) {
      const answer = await app.request(address(route), { method: route.method, headers: headers(caller) })
      const reached = answer.status === 200 && (await answer.text()) === 'reached'
      found.push(`${nameOf(route)} ${reached ? 200 : answer.status}`)
      wanted.push(`${nameOf(route)} ${expected(route, caller)}`)
    }
    expect(found).toEqual(wanted)
  })

  it('changes nothing by a form on another site', async () => {
    const app = gate(world, reaching, voices)
    for (const route of routes.filter(({ method }) => method !== 'get')) {
      const answer = await app.request(address(route), { method: route.method, headers: headers(caller, 'cross-site') })
      expect([nameOf(route), answer.status]).toEqual([nameOf(route), 403])
    }
  })
})

describe('what one may not see', () => {
  const absent = 'c-000000000000'

  it.each(['outsider', 'administrator', 'nobody', 'fixer'] as const)(
    'looks to %s like what does not exist',
    async (caller) => {
      const app = gate(world, routes, voices)
      // The fixer is on the one case and not on the other.
      const hidden = caller === 'fixer' ? another.id : theCase.id
      for (const route of routes.filter(({ scope }) => scope === 'case')) {
        const seen = await Promise.all(
          [hidden, absent].map(async (id) => {
            const answer = await app.request(address(route, { case: id }), {
              method: route.method,
              headers: headers(caller),
            })
            const own = [...answer.headers].map(([name, value]) => `${name}: ${value}`.replaceAll(id, 'ID'))
            return { status: answer.status, headers: own, body: (await answer.text()).replaceAll(id, 'ID') }
          }),
        )
        expect(seen[0]?.status, nameOf(route)).toBe(caller === 'nobody' ? 401 : 404)
        expect(seen[0], nameOf(route)).toEqual(seen[1])
      }
    },
  )

  it('a link leads to its own report and to nothing else', async () => {
    const app = gate(world, routes, voices)
    const pages = routes.filter(({ scope, method }) => scope === 'reporter' && method === 'get')
    expect(pages.length).toBeGreaterThan(0)
    for (const route of pages) {
      const mine = await (await app.request(address(route, { secret: another.secret }))).text()
      expect(mine).not.toContain('Empty chain accepted')
      expect(mine).not.toContain(theCase.id)
    }
    const shown = await app.request(`/report/${another.secret}`)
    expect(await shown.text()).toContain('Log truncated')
  })

  it('a secret that was never given, and one of another kind, say the same', async () => {
    const app = gate(world, routes, voices)
    const other = await signInSecret(
      world,
      await findOrRegister(
        world,
        { name: 'x', email: 'member@example.org', affiliation: '', openpgp: '' },
        world.machine.now(),
      ),
    )
    for (const route of routes.filter(({ scope }) => scope === 'reporter')) {
      const seen = await Promise.all(
        ['y'.repeat(43), other, sessions.member ?? ''].map(async (secret) => {
          const answer = await app.request(address(route, { secret }), {
            method: route.method,
            headers: headers('nobody'),
          })
          return { status: answer.status, body: (await answer.text()).replaceAll(secret, 'SECRET') }
        }),
      )
      expect(seen[0]?.status, nameOf(route)).toBe(404)
      expect(new Set(seen.map((one) => JSON.stringify(one))).size, nameOf(route)).toBe(1)
    }
  })
})
